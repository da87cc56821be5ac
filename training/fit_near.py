"""Fit when a phrase is a rendering of a near term: `python -m training.fit_near SHARED WORK` → calibration.json.

Wrong: tortured phrases of the fifth kept from the encoder, in a frame, among all terms of that data.
Right: the correct terms in the same frames, and held-out clean sentences beside those terms and
beside the shipped glossaries. Half of each fits, the other half tells the figures. The word table must
be that of `learn_words` without `all`.
"""

import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sklearn.linear_model import LogisticRegression

from mtqa.core import Segment
from mtqa.engine import segment_text
from mtqa.engine.near import features, phrases
from mtqa.engine.nearest import NearestTerms
from mtqa.glossary import load_glossaries
from mtqa.models.encoder import Encoder
from training import terms
from training.fit_ranker import OUT
from training.make_data import read

Row = tuple[int, bool, dict[str, float]]
SENTENCES = 1200


def rows_of(
    segments: Sequence[Segment], nearest: NearestTerms, right: Sequence[str] | None = None
) -> list[Row]:
    """Every phrase: number of its sentence, whether its nearest term is meant, its features."""
    places = [
        (number, first, last)
        for number, segment in enumerate(segments)
        for first, last in phrases(segment)
        if not nearest.touches_term(segment, segment.words[first].start, segment.words[last].end)
    ]
    texts = [
        segments[n].text[segments[n].words[a].start : segments[n].words[b].end]
        for n, a, b in places
    ]
    made: list[Row] = []
    for (n, a, b), near in zip(places, nearest.find(texts), strict=True):
        wrong = (segments[n].notes.wrong or ())[a : b + 1]
        meant = right is not None and near[0].term.lower() == right[n].lower()
        made.append((n, meant, features(segments[n].words[a : b + 1], wrong, near)))
    return made


def main() -> None:
    """Collect, fit, write, print."""
    shared, work = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(2)
    train, held = terms.read_tortured(shared / "tortured-phrases/dev.tsv")
    encoder = Encoder()
    listed = NearestTerms(sorted({r for _, r in train + held}), encoder)
    ours = NearestTerms(load_glossaries().things, encoder)
    framed = [["".join(p.text for p in q) for q in terms.framed(*pair, chance)] for pair in held]
    clean = [s for s in read(work / "clean.txt") if terms.is_held_out(s[-25:], 60)][:SENTENCES]

    def read_all(texts: list[str]) -> list[Segment]:
        return encoder.annotate([segment_text(text) for text in texts])

    wrong, right, calm = (
        read_all([row[0] for row in framed]),
        read_all([row[1] for row in framed]),
        read_all(clean),
    )
    groups = {
        "wrong": rows_of(wrong, listed, [term for _, term in held]),
        "right": rows_of(right, listed),
        "calm": rows_of(calm, listed),
        "calm_ours": rows_of(calm, ours),
    }
    names = sorted(groups["wrong"][0][2])
    # Of the wrong sentences only hits teach: a part of the phrase near another term is no alarm.
    learn = [
        row
        for name, g in groups.items()
        for row in g
        if row[0] % 2 == 0 and (row[1] or name != "wrong")
    ]
    model = LogisticRegression(max_iter=5000).fit(
        [[row[2][n] for n in names] for row in learn], [row[1] for row in learn]
    )
    words = sum(len(s.words) for n, s in enumerate(calm) if n % 2)
    figures = [
        at(least, model, names, groups, len(held), words) for least in (0.2, 0.3, 0.5, 0.62, 0.8)
    ]
    weights = {"bias": model.intercept_[0], **dict(zip(names, model.coef_[0], strict=True))}
    data = json.loads(OUT.read_text(encoding="utf-8"))
    data["near"] = {
        "weights": {name: round(float(value), 4) for name, value in weights.items()},
        "figures": figures,
    }
    OUT.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    for row in figures:
        print(row)


def at(
    least: float, model: Any, names: list[str], groups: dict[str, list[Row]], pairs: int, words: int
) -> dict[str, float]:
    """Shares of the held-out half at one threshold, and alarms in 10,000 clean words."""
    best: dict[str, dict[int, tuple[float, bool]]] = {name: {} for name in groups}
    alarms = dict.fromkeys(groups, 0)
    for name, rows in groups.items():
        some = [row for row in rows if row[0] % 2]
        chances = (
            model.predict_proba([[row[2][n] for n in names] for row in some])[:, 1] if some else []
        )
        for (number, meant, _), chance in zip(some, chances, strict=True):
            if chance >= least:
                alarms[name] += 1
                best[name][number] = max(
                    best[name].get(number, (0.0, False)), (float(chance), meant)
                )
    half = pairs // 2
    return {
        "least": least,
        "flagged": round(len(best["wrong"]) / half, 3),
        "first": round(sum(meant for _, meant in best["wrong"].values()) / half, 3),
        "right_flagged": round(len(best["right"]) / half, 3),
        "alarms": round(1e4 * alarms["calm"] / words, 1),
        "alarms_ours": round(1e4 * alarms["calm_ours"] / words, 1),
    }


if __name__ == "__main__":
    main()
