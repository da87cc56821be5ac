"""Read Debian's WordNet files: which words are synonyms, which parts of speech a word has, example sentences."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path("/usr/share/wordnet")
PARTS = ("noun", "verb", "adj", "adv")
EXAMPLE = re.compile(r'"([^"]+)"')


@dataclass(slots=True)
class WordNet:
    """Synonyms and direct hypernyms by word, and the examples of the glosses."""

    near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    examples: list[str] = field(default_factory=list)

    def are_near(self, one: str, other: str) -> bool:
        """Tell whether swapping the two would usually leave good English."""
        return other in self.near.get(one, ()) or one in self.near.get(other, ())


def load() -> WordNet:
    """Read all four data files once (about five seconds)."""
    net = WordNet()
    for part in PARTS:
        _read_index(net, part)
        _read_data(net, part)
    return net


def _read_index(net: WordNet, part: str) -> None:
    for line in (FOLDER / f"index.{part}").read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        columns = line.split()
        pointers = int(columns[3])
        net.parts[columns[0].replace("_", " ")][part] = int(columns[5 + pointers]) + 1


def _read_data(net: WordNet, part: str) -> None:
    synsets: dict[str, list[str]] = {}
    links: list[tuple[str, str]] = []
    for line in (FOLDER / f"data.{part}").read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        facts, _, gloss = line.partition(" | ")
        columns = facts.split()
        count = int(columns[3], 16)
        words = [
            re.sub(r"\(\w+\)$", "", columns[4 + 2 * i]).replace("_", " ").lower()
            for i in range(count)
        ]
        synsets[columns[0]] = words
        start = 4 + 2 * count
        for i in range(int(columns[start])):
            kind, target, target_part = columns[start + 1 + 4 * i : start + 4 + 4 * i]
            if kind in {"@", "~", "&", "$"} and target_part.startswith(part[0]):
                links.append((columns[0], target))
        net.examples.extend(EXAMPLE.findall(gloss))
    for words in synsets.values():
        for word in words:
            net.near[word].update(words)
    for source, target in links:
        for word in synsets[source]:
            net.near[word].update(synsets.get(target, ()))
