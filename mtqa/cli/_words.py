"""Word tags: AP, AUC and MCC of the models' word scores."""

from __future__ import annotations

from typing import Any

from mtqa.config import Config
from mtqa.core import Incident
from mtqa.engine.models import word_outputs
from mtqa.errors import InputError
from mtqa.scoring.ranking import average_precision, best_threshold, bootstrap, mcc, roc_auc
from mtqa.text.detokenise import detokenise

__all__ = ["measure_words", "placed"]

MIXES = (0.0, 0.25, 0.5, 0.75, 1.0)


def measure_words(path: str, config: Config, fit_on: str | None) -> dict[str, Any]:
    """Score every token of ``mt``; the mix of heads and the threshold come from another file."""
    import numpy

    outputs, truths = _read(path, config)
    mix, threshold = (1.0, 0.0) if fit_on is None else _fitted(*_read(fit_on, config))
    scores = [_mixed(output, mix) for output in outputs]
    pairs = list(zip(truths, scores, strict=True))

    def joined(some: list[Any]) -> tuple[Any, Any]:
        return numpy.concatenate([t for t, _ in some]), numpy.concatenate([s for _, s in some])

    def correlation(some: list[Any]) -> float:
        truth, score = joined(some)
        return mcc(truth, score >= threshold)

    truth, score = joined(pairs)
    return {
        "words": len(truth),
        "wrong": float(truth.mean()),
        "average_precision": average_precision(truth, score),
        "average_precision_95": bootstrap(pairs, lambda some: average_precision(*joined(some))),
        "auc": roc_auc(truth, score),
        "mcc": correlation(pairs),
        "mcc_95": bootstrap(pairs, correlation),
        "threshold_from": fit_on or "none: even odds",
    }


def _mixed(output: Any, mix: float) -> Any:
    """The engine-error head against the post-editor's head; any further column is added whole."""
    return mix * output[:, 0] + (1 - mix) * output[:, 1] + output[:, 2:].sum(axis=1)


def _fitted(outputs: list[Any], truths: list[Any]) -> tuple[float, float]:
    """Return the mix and threshold with the highest MCC."""
    import numpy

    truth = numpy.concatenate(truths)
    found: list[tuple[float, float, float]] = []
    for mix in MIXES:
        score = numpy.concatenate([_mixed(output, mix) for output in outputs])
        threshold = best_threshold(truth, score)
        found.append((mcc(truth, score >= threshold), mix, threshold))
    return max(found)[1:]


def _read(path: str, config: Config) -> tuple[list[Any], list[Any]]:
    import numpy

    from mtqa.cli.measuring import read_table

    texts: list[str] = []
    spans: list[list[tuple[int, int]]] = []
    truths: list[Any] = []
    for number, row in enumerate(read_table(path, ("mt", "word_tags")), start=2):
        tokens, tags = row["mt"].split(), row["word_tags"].split()
        if len(tokens) != len(tags):
            raise InputError(f"{len(tokens)} words but {len(tags)} tags.", place=f"{path}:{number}")
        text, places = placed(tokens)
        texts.append(text)
        spans.append(places)
        truths.append(numpy.array([tag == "BAD" for tag in tags], bool))
    return word_outputs(config, texts, spans, _tell), truths


def _tell(incident: Incident) -> None:
    import click

    click.echo(f"not judged: {incident.message}", err=True)


def placed(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Join tokens as text and say where each stands in it."""
    text = detokenise(" ".join(tokens))
    places: list[tuple[int, int]] = []
    at = 0
    for token in tokens:
        shown = '"' if token in ("``", "''") else token.replace("@-@", "-")
        found = text.find(shown, at, at + len(shown) + 3)
        start = at if found < 0 else found
        end = min(len(text), start + len(shown))
        places.append((start, end))
        at = end
    return text, places
