"""Find pivot siblings: English words that share a translation, and so change places in a round trip.

The dictionaries are Debian's FreeDict packages (GPL): they make training text and are never shipped.
"""

import gzip
import re
from collections import Counter, defaultdict
from pathlib import Path

from training.wordnet import WordNet

DICTD = Path("/usr/share/dictd")
TO_ENGLISH = ("deu", "fra", "spa", "por", "ita", "nld", "swe", "tur", "hun")
FROM_ENGLISH = ("fra", "spa", "ita", "por", "rus", "nld", "pol", "swe", "hun", "hrv")
HEAD = re.compile(r"^(\S.*?) /.*/")
NOISE = re.compile(r"\([^)]*\)|<[^>]*>|\[[^\]]*\]|\{[^}]*\}|^\s*\d+\.")
WORD = re.compile(r"^(?:to )?([a-z]{3,}(?:[ -][a-z]{3,})?)$")

Pairs = dict[str, Counter[str]]


def entries(name: str) -> list[tuple[str, list[str]]]:
    """Split a dictionary into headwords and the renderings under each."""
    with gzip.open(
        DICTD / f"freedict-{name}.dict.dz", "rt", encoding="utf-8", errors="replace"
    ) as stream:
        found: list[tuple[str, list[str]]] = []
        for line in stream:
            head = HEAD.match(line)
            if head:
                found.append((head[1].strip(), []))
            elif found and "ynonym" not in line and "see:" not in line and "Note" not in line:
                found[-1][1].extend(part.strip() for part in re.split(r"[,;]", NOISE.sub("", line)))
    return found


def clusters() -> list[set[str]]:
    """Sets of English words that one foreign word stands for."""
    groups: list[set[str]] = []
    for language in TO_ENGLISH:
        by_head: dict[str, set[str]] = defaultdict(set)
        for head, renderings in entries(f"{language}-eng"):
            by_head[head].update(_english(renderings))
        groups.extend(by_head.values())
    for language in FROM_ENGLISH:
        by_foreign: dict[str, set[str]] = defaultdict(set)
        for head, renderings in entries(f"eng-{language}"):
            for word in _english([head]):
                for foreign in renderings:
                    if foreign:
                        by_foreign[foreign].add(word)
        groups.extend(by_foreign.values())
    return [group for group in groups if 2 <= len(group) <= 14]


def shipped_clusters(folder: Path) -> list[set[str]]:
    """The clusters of the package's own pivot tables (`word, part of speech, english` by tab)."""
    groups: list[set[str]] = []
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            columns = line.split("\t")
            if len(columns) >= 3:
                groups.append(_english(columns[2].split(",")))
    return groups


def _english(renderings: list[str]) -> set[str]:
    found = (WORD.match(part.strip().lower()) for part in renderings)
    return {match[1] for match in found if match}


def sibling_table(
    net: WordNet, counts: Counter[str], pivots: Path, *, own: bool = False
) -> dict[tuple[str, str], Counter[str]]:
    """Map (word, part of speech) to its siblings, weighted by how usual they are; synonyms are left out.

    ``own`` takes the package's tables alone.
    """
    table: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    weighted = [(group, 4) for group in shipped_clusters(pivots)]
    if not own:
        weighted += [(group, 1) for group in clusters()]
    for group, weight in weighted:
        for one in group:
            for other in group:
                if one != other and _is_confusable(net, counts, one, other):
                    for part in net.parts[one].keys() & net.parts[other].keys():
                        table[one, part][other] += weight
    return table


def _is_confusable(net: WordNet, counts: Counter[str], one: str, other: str) -> bool:
    known = counts[one] >= 1 and (counts[other] >= 3 or (" " in other and other in net.parts))
    return known and one[:5] != other[:5] and not net.are_near(one, other)
