"""Fit the ranking of candidates: `python -m training.fit_ranker SHARED WORK [LM]` → mtqa/data/calibration.json.

With LM the depth `deep` is fitted, without it `standard`.

Development places with a known right answer: siblings put into held-out clean sentences, single
engine errors spliced into them, and tortured phrases of the training side in a frame.
"""

import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression

from mtqa.core import Segment, Span
from mtqa.engine import segment_text
from mtqa.engine.nearest import NearestTerms
from mtqa.engine.propose import LikelyWords, WordProposer
from mtqa.engine.rank import CandidateRanker
from mtqa.engine.weigh import SOURCES, Option, RankWeights
from mtqa.lexicon.clusters import load_clusters
from mtqa.models.encoder import Encoder
from training import terms, wordnet
from training.align import opcodes, words_of
from training.corrupt import Corrupter
from training.make_data import ROOT, read
from training.pieces import Kind, Piece, split
from training.siblings import sibling_table

START = {"bias": -3.0, "likeness": 2.0, "near": 1.5, "relief": 0.4, "gain": 0.3, "from_order": 1.0}
PIVOTS = ROOT / "mtqa/lexicon/pivots"
OUT = ROOT / "mtqa/data/calibration.json"


Place = tuple[Segment, Span, str]
MOST_DEEP, LEAST = 120, 0.6


def sibling_places(
    work: Path, chance: random.Random, many: int, *, own: bool = False
) -> list[Place]:
    """Clean sentences with one sibling in them, of all tables or of the package's ``own``."""
    net = wordnet.load()
    clean = read(work / "clean.txt")
    counts = Counter(re.findall(r"[a-z]+", " ".join(clean).lower()))
    tool = Corrupter(net, sibling_table(net, counts, PIVOTS, own=own), counts, chance)
    places: list[Place] = []
    for sentence in clean:
        if not terms.is_held_out(sentence[-25:], 60):
            continue
        pieces, before = split(sentence), split(sentence)
        tool.swap_siblings(pieces, 1)
        at = next((i for i, piece in enumerate(pieces) if piece.kind is Kind.REPLACE), None)
        if at is not None:
            start = sum(len(piece.text) for piece in pieces[:at])
            text = "".join(piece.text for piece in pieces)
            places.append(
                (segment_text(text), Span(start, start + len(pieces[at].text)), before[at].text)
            )
    return places[:many]


def tortured_places(pairs: list[terms.Pair], chance: random.Random) -> list[Place]:
    """Tortured phrases in a frame."""
    places: list[Place] = []
    for wrong, right in pairs:
        before, _, after = chance.choice(terms.FRAMES).partition("{}")
        if before:
            places.append(
                (
                    segment_text(before + wrong + after),
                    Span(len(before), len(before) + len(wrong)),
                    right,
                )
            )
    return places


def engine_places(work: Path, chance: random.Random, many: int) -> list[Place]:
    """Short stretches that the engine changed, in its own text, with the words that were meant."""
    pairs = [
        p
        for p in zip(read(work / "clean.txt"), read(work / "clean.rt"), strict=True)
        if terms.is_held_out(p[0][-25:], 60)
    ]
    places: list[Place] = []
    for meant_text, given_text in pairs:
        given_text = re.sub(r" +(?=[.,;:!?]| )", "", given_text).strip()
        meant, pieces = words_of(split(meant_text)), split(given_text)
        starts = offsets(pieces)
        blocks = [
            op
            for op in opcodes(meant, words_of(pieces))
            if op[0] == "replace" and op[2] - op[1] < 4 and op[4] - op[3] < 4
        ]
        for _, i1, i2, j1, j2 in chance.sample(blocks, min(2, len(blocks))):
            span = Span(starts[j1][0], starts[j2 - 1][1])
            places.append(
                (segment_text(given_text), span, " ".join(piece.text for piece in meant[i1:i2]))
            )
    chance.shuffle(places)
    return places[:many]


def offsets(pieces: list[Piece]) -> list[tuple[int, int]]:
    """Where each word or mark stands."""
    found, at = [], 0
    for piece in pieces:
        if not piece.text.isspace():
            found.append((at, at + len(piece.text)))
        at += len(piece.text)
    return found


def table(
    options: list[list[Option]], places: list[Place], names: list[str]
) -> tuple[numpy.ndarray, numpy.ndarray]:
    """One row a candidate, and whether it is the right one."""
    rows = [
        [option.features.get(name, 0.0) for name in names] for found in options for option in found
    ]
    truths = [
        o.candidate.text.lower() == right.lower()
        for found, (_, _, right) in zip(options, places, strict=True)
        for o in found
    ]
    return numpy.array(rows), numpy.array(truths)


def calibration_error(chances: numpy.ndarray, truths: numpy.ndarray) -> float:
    """Expected calibration error over ten equal bins."""
    total = 0.0
    for low in numpy.arange(0, 1, 0.1):
        inside = (chances >= low) & (chances < low + 0.1)
        if inside.any():
            total += inside.mean() * abs(chances[inside].mean() - truths[inside].mean())
    return float(total)


def fit(ranker: CandidateRanker, groups: dict[str, list[Place]]) -> dict[str, object]:
    """Fit on two thirds of every group, tell the figures on the last."""
    names = (
        [f"from_{source}" for source in SOURCES]
        + ["near", "lead", "likeness", "relief"]
        + (["gain"] if ranker.scorer else [])
    )
    learn = [place for places in groups.values() for i, place in enumerate(places) if i % 3]
    rows, truths = table(ranker.options([p[:2] for p in learn]), learn, names)
    model = LogisticRegression(C=1.0, max_iter=2000).fit(rows, truths)
    weights = {
        "bias": float(model.intercept_[0]),
        **dict(zip(names, map(float, model.coef_[0]), strict=True)),
    }
    fitted = CandidateRanker(ranker.proposers, ranker.reader, RankWeights(weights), ranker.scorer)
    figures: dict[str, object] = {}
    for name, places in groups.items():
        test = places[::3]
        options = fitted.options([p[:2] for p in test])
        figures[name] = figures_of(fitted, options, test)
    return {
        "least": LEAST,
        "weights": {k: round(v, 4) for k, v in weights.items()},
        "figures": figures,
    }


def figures_of(
    ranker: CandidateRanker, options: list[list[Option]], places: list[Place]
) -> dict[str, float]:
    """First right, right among all proposed, precision of what is said, calibration error."""
    first = [
        bool(found) and found[0].candidate.text.lower() == right.lower()
        for found, (_, _, right) in zip(options, places, strict=True)
    ]
    among = [
        any(o.candidate.text.lower() == right.lower() for o in found)
        for found, (_, _, right) in zip(options, places, strict=True)
    ]
    chances = numpy.array(
        [ranker.weights.confidence(found[0].features) if found else 0.0 for found in options]
    )
    truth, said = numpy.array(first), chances >= LEAST
    return {
        "places": len(places), "first": round(float(truth.mean()), 3), "among": round(float(numpy.mean(among)), 3),
        "said": round(float(said.mean()), 3), "precision_of_said": round(float(truth[said].mean()) if said.any() else 0.0, 3),
        "calibration_error": round(calibration_error(chances, truth), 3),
    }  # fmt: skip


def main() -> None:
    """Fit one depth and write it beside the other."""
    shared, work = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(11)
    train, held = terms.read_tortured(shared / "tortured-phrases/dev.tsv")
    groups = {
        "sibling": sibling_places(work, chance, 200),
        "own_sibling": sibling_places(work, chance, 260, own=True),
        "tortured": tortured_places(chance.sample(held, 240), chance),
        "engine": engine_places(work, chance, 420),
    }
    encoder = Encoder()
    correct = sorted({right for _, right in train + held})
    proposers = [NearestTerms(correct, encoder), WordProposer(load_clusters())]
    data = json.loads(OUT.read_text(encoding="utf-8"))
    if len(sys.argv) == 3:
        data["ranker"]["standard"] = fit(
            CandidateRanker(proposers, encoder, RankWeights(START)), groups
        )
        print(json.dumps(data["ranker"]["standard"], indent=1))
    else:
        data["ranker"]["deep"] = deep(Path(sys.argv[3]), encoder, proposers, groups)
        print(json.dumps(data["ranker"]["deep"], indent=1))
    OUT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def deep(
    folder: Path, encoder: Encoder, proposers: list, groups: dict[str, list[Place]]
) -> dict[str, object]:
    """The same with the language model, on fewer places."""
    from mtqa.models.language_model import LanguageModel
    from mtqa.models.state_detector import StateDetector

    model = LanguageModel(folder)
    reader = StateDetector(model, encoder)
    read_groups = {}
    for name, places in groups.items():
        some = places[:MOST_DEEP]
        noted = reader.read(encoder.annotate([segment for segment, _, _ in some]))
        read_groups[name] = [
            (s, span, right) for s, (_, span, right) in zip(noted, some, strict=True)
        ]
    ranker = CandidateRanker([*proposers, LikelyWords(model)], encoder, RankWeights(START), model)
    return fit(ranker, read_groups)


if __name__ == "__main__":
    main()
