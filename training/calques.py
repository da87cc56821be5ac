"""Put listed renderings into clean sentences: where the right phrase stands, write what an engine would."""

import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from mtqa.engine import segment_text
from mtqa.glossary.calquefile import parse_calques
from mtqa.glossary.load import glossary_of
from training.pieces import Kind, Piece, mend_articles, split

MOST_OF_ONE = 40
AT_ONCE = 3


def listed_renderings(root: Path) -> dict[tuple[str, str], list[str]]:
    """Map every right phrase with its part of speech to the wrong ones of all lists."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    lists = [*root.glob("glossaries/calques/*.tsv"), *root.glob("mtqa/lexicon/senses/*.tsv")]
    for path in sorted(lists):
        for record in parse_calques(path, path.read_bytes()):
            for right in (record["use"], *record["also"]):
                found[right, record["pos"]] += record["not"]
    for path in sorted(root.glob("glossaries/*.toml")):
        for term in tomllib.loads(path.read_text(encoding="utf-8")).get("term", []):
            found[term["use"], term.get("pos", "noun")] += term.get("not", [])
    return {key: wrongs for key, wrongs in found.items() if wrongs}


def rendered(root: Path, sentences: list[str], chance: random.Random) -> Iterator[list[Piece]]:
    """Yield sentences with one to three right phrases turned into listed wrong ones."""
    records = []
    for (right, pos), wrongs in listed_renderings(root).items():
        chance.shuffle(wrongs)
        for start in range(0, min(len(wrongs), 9), AT_ONCE):
            use, *also = wrongs[start : start + AT_ONCE]
            records.append({"type": "term", "use": use, "also": also, "not": [right], "pos": pos})
    book = glossary_of(records)
    uses: Counter[str] = Counter()
    for sentence in sentences:
        matches = [
            m for m in book.wrong_terms(segment_text(sentence)) if uses[m.form] < MOST_OF_ONE
        ]
        if not matches:
            continue
        chosen = chance.sample(matches, min(len(matches), chance.choice((1, 1, 2, 3))))
        pieces: list[Piece] = []
        end = 0
        for match in sorted(chosen, key=lambda m: m.start):
            if match.start < end:
                continue
            uses[match.form] += 1
            new = chance.choice(match.replacements)
            pieces += split(sentence[end : match.start])
            kept = {piece.text.lower() for piece in split(sentence[match.start : match.end])}
            pieces += [Piece(p.text, _kind(p, kept)) for p in split(new)]
            end = match.end
        pieces += split(sentence[end:])
        mend_articles(pieces)
        yield pieces


def _kind(piece: Piece, kept: set[str]) -> Kind:
    return Kind.REPLACE if piece.is_word and piece.text.lower() not in kept else Kind.KEEP
