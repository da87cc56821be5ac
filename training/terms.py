"""Training sentences and phrase pairs from lists: tortured phrases, glossaries and calque patterns."""

import random
import re
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

from training.calques import listed_renderings
from training.corrupt import Corrupter
from training.pieces import Kind, Piece, split
from training.wordnet import WordNet

FRAMES = """In recent years, {} has been widely used in this field.
The authors propose a new approach to {} and compare it with earlier work.
This section describes {} in more detail.
Most of these studies rely on {} to reach their conclusions.
We use {} because it gives better results.
The report says that {} will be decisive in the coming years.
{} is one of the most important topics in this area.
{} and its applications are discussed below.
The main problem with {} is its cost.
According to the company, {} can be improved by a third.
A good example of this is {}.
The team has worked on {} since 2014.
Researchers at the university presented results on {} last week.
Experts warn that {} is not always reliable.
The performance of {} was tested on three sets of data.
Unlike {}, this method needs little time.
Without {}, the system would not work.
The aim of this paper is to study {} under real conditions.
They also looked at {} in young patients.
It depends on {}, among other factors.
The table shows the results for {} in both groups.
There is growing interest in {} among engineers.
The minister said {} would be the subject of a new law.
Several methods, including {}, were tried.
The first part deals with {}; the second with its history.
How does {} affect our daily lives?
Nothing is known about {} in this region.
{} was first described in the 1980s.
Many people have heard of {} but few understand it.
The role of {} in the economy has grown.""".splitlines()
SPAN = re.compile(r"⟦(.*?)⟧")

Pair = tuple[str, str]


def read_tortured(path: Path) -> tuple[list[Pair], list[Pair]]:
    """(wrong, right) pairs split by the right term: for training, and a fifth held out."""
    train: list[Pair] = []
    held: list[Pair] = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        wrong, _, right = line.partition("\t")
        right = re.sub(r"\s*\([^)]*\)", "", right).strip()
        if right and "?" not in right and len(wrong.split()) <= 6:
            (held if is_held_out(right) else train).append((wrong, right))
    return train, held


def is_held_out(key: str, share: int = 5) -> bool:
    """A stable split: the same key is on the same side in every run."""
    return zlib.crc32(key.lower().encode()) % share == 0


def framed(wrong: str, right: str, chance: random.Random) -> Iterator[list[Piece]]:
    """The two phrases in the same sentence, the first labelled wrong where its words differ."""
    before, _, after = chance.choice(FRAMES).partition("{}")
    shared = set(right.lower().split())
    marked = [Piece(p.text, _kind(p, shared)) for p in split(wrong)]
    for phrase in (marked, split(right)):
        pieces = split(before) + phrase + split(after)
        pieces[0].text = pieces[0].text[:1].upper() + pieces[0].text[1:]
        yield pieces


def _kind(piece: Piece, shared: set[str]) -> Kind:
    return Kind.REPLACE if piece.is_word and piece.text.lower() not in shared else Kind.KEEP


def read_lists(root: Path) -> Iterator[tuple[dict[str, object], list[Piece], list[list[Piece]]]]:
    """Each term or pattern with its marked wrong example(s) and its right ones."""
    for path in sorted(
        [*root.glob("glossaries/*.toml"), *root.glob("mtqa/lexicon/patterns/*.toml")]
    ):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError:
            continue
        for entry in table.get("term", []) + table.get("pattern", []):
            bad = [_marked(text) for text in _listed(entry.get("bad"))]
            fine = [
                split(text) for text in _listed(entry.get("fixed")) + _listed(entry.get("good"))
            ]
            yield entry, [piece for part in bad for piece in [*part, Piece("\n")]][:-1], fine


def sentences_of_lists(root: Path) -> Iterator[list[Piece]]:
    """Every example of every list, wrong and right, one at a time."""
    for _, bad, fine in read_lists(root):
        current: list[Piece] = []
        for piece in bad:
            if piece.text == "\n":
                yield current
                current = []
            else:
                current.append(piece)
        if current:
            yield current
        yield from fine


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(item) for item in value] if isinstance(value, list) else []


def _marked(text: str) -> list[Piece]:
    pieces: list[Piece] = []
    for index, part in enumerate(SPAN.split(text)):
        pieces.extend(
            Piece(p.text, Kind.REPLACE if index % 2 and p.is_word else Kind.KEEP)
            for p in split(part)
        )
    return pieces


def phrase_pairs(root: Path, tortured: list[Pair], net: WordNet, tool: Corrupter) -> Iterator[Pair]:
    """(wrong, right) phrases for the embedding: listed ones, and terms whose words a thesaurus or pivot replaced."""
    yield from tortured
    for entry, _, _ in read_lists(root):
        if "not" in entry and "use" in entry and isinstance(entry["use"], str):
            for wrong in _listed(entry["not"]):
                yield wrong, entry["use"]
    for (right, pos), wrongs in listed_renderings(root).items():
        if pos == "noun" and " " in right:
            yield from ((wrong, right) for wrong in wrongs)
    terms = [
        word
        for word, parts in net.parts.items()
        if re.fullmatch(r"[a-z]+(?: [a-z]+){1,3}", word) and "noun" in parts
    ]
    for term in sorted(terms):
        wrong = " ".join(_tortured_word(word, net, tool) for word in term.split())
        if wrong != term:
            yield wrong, term


def _tortured_word(word: str, net: WordNet, tool: Corrupter) -> str:
    if tool.chance.random() < 0.2:
        return word
    options = [near for near in sorted(net.near.get(word, ())) if near != word and " " not in near]
    for part in ("noun", "adj", "verb"):
        options.extend(sorted(tool.siblings.get((word, part), ())))
    return tool.chance.choice(options) if options else word
