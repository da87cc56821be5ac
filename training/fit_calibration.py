"""Fit what turns outputs into probabilities: `python -m training.fit_calibration WORK [LM]` → card.json.

On held-out sentences of all sorts but post-edits; half to fit, half to tell the error.
"""

import json
import random
import sys
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from mtqa.models.card import packaged_weights
from mtqa.models.encoder import Encoder
from training.fit_ranker import calibration_error

SORTS = ("calque", "spliced", "sibling", "grammar", "clean", "listed")


def main() -> None:
    """Write `scale`, `scale_deep` and their figures into the card."""
    work = Path(sys.argv[1])
    records = [json.loads(line) for line in (work / "held.jsonl").open(encoding="utf-8")]
    records = [record for record in records if record["source"] in SORTS]
    random.Random(5).shuffle(records)
    texts = [record["text"] for record in records]
    spans = [[tuple(span[:2]) for span in record["spans"]] for record in records]
    truth = numpy.array([0 < span[2] < 6 for record in records for span in record["spans"]])
    encoder = Encoder()
    outputs = numpy.concatenate(encoder.outputs(texts, spans))[:, :2]
    path = packaged_weights() / "card.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["scale"] = fit(outputs, truth, ["edit", "post_edit"])
    if len(sys.argv) > 2:
        states = numpy.concatenate(read_states(Path(sys.argv[2]), encoder, texts, spans))
        card["scale_deep"] = fit(
            numpy.column_stack([outputs, states]), truth, ["edit", "post_edit", "states"]
        )
    path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def read_states(
    folder: Path, encoder: Encoder, texts: list[str], spans: list
) -> list[numpy.ndarray]:
    """The second detector's log-odds."""
    from mtqa.models.language_model import LanguageModel
    from mtqa.models.state_detector import StateDetector

    model = LanguageModel(folder)
    return StateDetector(model, encoder).logits(model.states(texts), spans)


def fit(rows: numpy.ndarray, truth: numpy.ndarray, names: list[str]) -> dict[str, float]:
    """A logistic model on one half; calibration error and AP on the other."""
    half = len(truth) // 2
    model = LogisticRegression(C=1e3, max_iter=1000).fit(rows[:half], truth[:half])
    chances = model.predict_proba(rows[half:])[:, 1]
    error = calibration_error(chances, truth[half:])
    print(
        names,
        "calibration error",
        round(error, 4),
        "AP",
        round(average_precision_score(truth[half:], chances), 3),
    )
    made = {
        "bias": float(model.intercept_[0]),
        **dict(zip(names, map(float, model.coef_[0]), strict=True)),
    }
    return {
        **{name: round(value, 4) for name, value in made.items()},
        "calibration_error": round(error, 4),
    }


if __name__ == "__main__":
    main()
