"""Write the training and held-out sentences: `python -m training.make_data SHARED WORK`.

WORK must hold clean.txt (see clean_text) and clean.rt, the same lines sent through Spanish and back.
"""

import gzip
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from training import terms, wordnet
from training.align import label, splice
from training.calques import rendered
from training.corrupt import Corrupter
from training.detok import detokenise, is_usable, pick_style
from training.grammar import corrupt_grammar
from training.pieces import Kind, Piece, split, to_json
from training.siblings import sibling_table

ROOT = Path(__file__).parent.parent
HELD = 60
PEOPLE = "Mr Ms Dr Mrs Prof. Sir Lord President Senator Judge Gen. Rep. Lt. Col. Professor Minister".split()
SAID = (
    "{q}, {n} said.",
    "{n} said: {q}.",
    "{n} told reporters: {q}.",
    "{q}, said {n}.",
    "{n} added that it was {q}.",
)


def engine_errors(work: Path, chance: random.Random) -> Iterator[tuple[str, list[Piece]]]:
    """Round trips whole and spliced; where the engine changed nothing, clean text."""
    pairs = zip(read(work / "clean.txt"), read(work / "clean.rt"), strict=True)
    for clean, given in pairs:
        given = re.sub(r" +(?=[.,;:!?]| )", "", given).strip()
        if "“" in clean or "’" in clean:
            given = curl(given)
        if not given or len(given.split()) > 50:
            continue
        if chance.random() < 0.45:
            yield "roundtrip", label(clean, given)
        elif mixed := splice(clean, given, chance):
            yield "spliced", mixed


def curl(text: str) -> str:
    """Type straight quotes as curly ones."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    return re.sub(r'"([^"]*)"', r"“\1”", text)


def post_edits(shared: Path, half: str, chance: random.Random) -> Iterator[tuple[str, list[Piece]]]:
    """MLQE-PE sentences detokenised, with their tags; the kind of edit comes from the post-edit."""
    for path in sorted((shared / "mlqe-pe").glob(f"*.{half}.tsv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            rows = [line.rstrip("\n").split("\t") for line in stream][1:]
        for row in rows:
            tokens, tags = row[1].split(), row[3].split()
            text, places = detokenise(tokens, pick_style(chance, join_hyphen=False))
            if len(tokens) == len(tags) and 3 <= len(tokens) <= 50:
                yield f"mlqe-{path.name[:2]}", _tagged(text, places, tags)


def _tagged(text: str, places: list[tuple[int, int]], tags: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    end = 0
    for (start, stop), tag in zip(places, tags, strict=True):
        if start > end:
            pieces.append(Piece(text[end:start]))
        pieces.append(Piece(text[start:stop], Kind.REPLACE if tag == "BAD" else Kind.KEEP))
        end = stop
    return pieces


def corrupted(sentences: list[str], tool: Corrupter) -> Iterator[tuple[str, list[Piece]]]:
    """Clean sentences, half of them with siblings or grammar errors put in."""
    for sentence in sentences:
        pieces = split(dress(sentence, tool.chance))
        draw = tool.chance.random()
        if draw < 0.42:
            tool.swap_siblings(pieces, tool.chance.choice((1, 1, 2, 3)))
            if tool.chance.random() < 0.3:
                corrupt_grammar(pieces, tool)
            yield "sibling", pieces
        elif draw < 0.68:
            for _ in range(tool.chance.choice((1, 1, 2))):
                corrupt_grammar(pieces, tool)
            yield "grammar", pieces
        else:
            yield "clean", pieces


def dress(sentence: str, chance: random.Random) -> str:
    """Sometimes set a clean sentence as a headline, a quotation or a dateline, as news does."""
    draw = chance.random()
    bare = sentence.rstrip(".")
    if draw < 0.06:
        return re.sub(r"\b[a-z]{4,}\b", lambda m: m[0].capitalize(), bare)
    if draw < 0.10:
        return bare
    if draw < 0.16 and '"' not in sentence and "“" not in sentence:
        first, last = chance.choice((("“", "”"), ('"', '"')))
        name = f"{chance.choice(PEOPLE)} {chance.choice(NAMES)}"
        return chance.choice(SAID).format(q=first + bare + last, n=name)
    if draw < 0.18:
        return f"{chance.choice(NAMES).upper()} — {sentence}"
    return sentence


NAMES: list[str] = []


def examples(net: wordnet.WordNet) -> list[str]:
    """Idiomatic example sentences, so that a rare sense of a word is not an error in itself."""
    found = sorted(
        {text for text in net.examples if 5 <= len(text.split()) <= 25 and text.isascii()}
    )
    return [
        text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
        for text in found
        if is_usable(text)
    ]


def listed(
    root: Path, tortured: list[terms.Pair], chance: random.Random
) -> Iterator[tuple[str, list[Piece]]]:
    """Tortured phrases in a frame and the lists' own examples."""
    for wrong, right in tortured:
        for pieces in terms.framed(wrong, right, chance):
            yield "tortured", pieces
    for pieces in terms.sentences_of_lists(root):
        yield "listed", pieces


def read(path: Path) -> list[str]:
    """Lines of a text file."""
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def main() -> None:
    """Write train.jsonl, held.jsonl and pairs.tsv."""
    shared, work = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
    net = wordnet.load()
    clean = read(work / "clean.txt")
    counts = Counter(re.findall(r"[a-z]+", " ".join(clean).lower()))
    NAMES.extend(sorted({m for s in clean for m in re.findall(r"(?<=[a-z] )[A-Z][a-z]{3,}\b", s)}))
    tool = Corrupter(net, sibling_table(net, counts, ROOT / "mtqa/lexicon/pivots"), counts, chance)
    tortured, held_pairs = terms.read_tortured(shared / "tortured-phrases/dev.tsv")
    sentences = clean + chance.sample(examples(net), 12000)
    chance.shuffle(sentences)
    calques = (("calque", pieces) for pieces in rendered(ROOT, clean, chance))
    streams = [engine_errors(work, chance), corrupted(sentences, tool), listed(ROOT, tortured, chance),
               post_edits(shared, "train", chance), calques]  # fmt: skip
    write(work, [item for stream in streams for item in stream], chance)
    held = [("tortured", p) for pair in held_pairs for p in terms.framed(*pair, chance)]
    held += list(post_edits(shared, "dev", chance))
    with (work / "held.jsonl").open("a", encoding="utf-8") as out:
        out.writelines(to_json(pieces, source) + "\n" for source, pieces in held)
    pairs = terms.phrase_pairs(ROOT, tortured, net, tool)
    (work / "pairs.tsv").write_text("".join(f"{a}\t{b}\n" for a, b in pairs), encoding="utf-8")
    (work / "pairs_held.tsv").write_text(
        "".join(f"{a}\t{b}\n" for a, b in held_pairs), encoding="utf-8"
    )


def write(work: Path, items: list[tuple[str, list[Piece]]], chance: random.Random) -> None:
    """Split by the sentence's first words, so that no text stands on both sides."""
    chance.shuffle(items)
    sides: dict[bool, list[str]] = {True: [], False: []}
    for source, pieces in items:
        text = "".join(piece.text for piece in pieces)
        is_held = not source.startswith(("mlqe", "tortured")) and terms.is_held_out(
            text[-25:], HELD
        )
        sides[is_held].append(to_json(pieces, source))
    for is_held, name in ((True, "held"), (False, "train")):
        (work / f"{name}.jsonl").write_text("\n".join(sides[is_held]) + "\n", encoding="utf-8")
    print(
        len(sides[False]),
        "to train,",
        len(sides[True]),
        "held",
        Counter(source for source, _ in items),
    )


if __name__ == "__main__":
    main()
