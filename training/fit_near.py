"""Fit when a suspicious phrase is a rendering of a near term: `python -m training.fit_near SHARED WORK`.

Prints the constants of mtqa/checks/terminology/near_term.py. Wrong: tortured phrases of the fifth
kept from the encoder, in a frame. Right: the correct terms in the same frames, and held-out clean sentences.
"""

import math
import random
import sys
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression

from mtqa.engine import segment_text
from mtqa.engine.near import NearTerms
from mtqa.engine.nearest import NearestTerms
from mtqa.models.encoder import Encoder
from training import terms
from training.fit_ranker import Term
from training.make_data import read


def main() -> None:
    """Collect, fit, print."""
    shared, work = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(2)
    train, held = terms.read_tortured(shared / "tortured-phrases/dev.tsv")
    encoder = Encoder()
    near = NearTerms(
        NearestTerms([Term(use) for use in sorted({r for _, r in train + held})], encoder)
    )
    pairs = chance.sample(held, 400)
    framed = [
        ["".join(p.text for p in pieces) for pieces in terms.framed(*pair, chance)]
        for pair in pairs
    ]
    clean = [s for s in read(work / "clean.txt") if terms.is_held_out(s[-25:], 60)]
    wrong, right = (annotate(encoder, near, [row[side] for row in framed]) for side in (0, 1))
    calm = annotate(encoder, near, clean[:800])
    rows, truths = [], []
    for segment, (_, term) in zip(wrong, pairs, strict=True):
        best = max(noted(segment), key=lambda n: n.likeness, default=None)
        if best:
            rows.append(features(best))
            truths.append(term in (best.use, *best.texts))
    for segment in (*right, *calm):
        rows.extend(features(n) for n in noted(segment))
        truths.extend(False for _ in noted(segment))
    model = LogisticRegression(C=10).fit(rows, truths)
    print(
        "LIKE, DOUBT, BIAS =",
        [round(float(x), 2) for x in (*model.coef_[0], model.intercept_[0])],
        len(rows),
        sum(truths),
    )
    for least in (0.4, 0.5, 0.6, 0.7, 0.8):
        flagged = [
            numpy.mean([any(sure(model, n) >= least for n in noted(s)) for s in some])
            for some in (wrong, right, calm)
        ]
        print(least, "flagged wrong / right / clean:", [round(float(f), 3) for f in flagged])


def noted(segment: object) -> tuple:
    return segment.notes.extra["near_terms"]


def annotate(encoder: Encoder, near: NearTerms, texts: list[str]) -> list:
    return near.annotate(encoder.annotate([segment_text(text) for text in texts]))


def features(n: object) -> tuple[float, float]:
    wrong = min(max(n.wrong, 1e-6), 1 - 1e-6)
    return n.likeness, math.log(wrong / (1 - wrong))


def sure(model: LogisticRegression, n: object) -> float:
    return float(model.predict_proba([features(n)])[0, 1])


if __name__ == "__main__":
    main()
