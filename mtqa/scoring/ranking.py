"""How well a score tells wrong words from right ones: AP, AUC, MCC, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["average_precision", "best_threshold", "bootstrap", "mcc", "roc_auc"]

DRAWS, SEED = 200, 1


def average_precision(truth: Any, score: Any) -> float:
    """Mean of the precision at every wrong word, best score first."""
    import numpy

    hits = numpy.asarray(truth, bool)[numpy.argsort(-numpy.asarray(score), kind="stable")]
    if not hits.any():
        return 0.0
    precision = numpy.cumsum(hits) / numpy.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def roc_auc(truth: Any, score: Any) -> float:
    """Return the chance that a wrong word scores above a right one."""
    import numpy

    wrong = numpy.asarray(truth, bool)
    _, place, count = numpy.unique(score, return_inverse=True, return_counts=True)
    ranks = (numpy.cumsum(count) - (count - 1) / 2)[place]
    many, rest = int(wrong.sum()), int((~wrong).sum())
    if not many or not rest:
        return 0.5
    return float((ranks[wrong].sum() - many * (many + 1) / 2) / (many * rest))


def mcc(truth: Any, said: Any) -> float:
    """Matthews' correlation between what is and what was said."""
    import numpy

    one, other = numpy.asarray(truth, float), numpy.asarray(said, float)
    if one.std() == 0 or other.std() == 0:
        return 0.0
    return float(((one - one.mean()) * (other - other.mean())).mean() / (one.std() * other.std()))


def best_threshold(truth: Any, score: Any) -> float:
    """Return the threshold with the highest MCC."""
    import numpy

    grid = numpy.unique(numpy.quantile(score, numpy.linspace(0.3, 0.99, 120)))
    return float(max(grid, key=lambda value: mcc(truth, numpy.asarray(score) >= value)))


def bootstrap(groups: Sequence[Any], measure: Callable[[list[Any]], float]) -> tuple[float, float]:
    """Return the 95 % interval of a measure over resampled groups (sentences)."""
    import numpy

    chance = numpy.random.default_rng(SEED)
    values = [
        measure([groups[i] for i in chance.integers(0, len(groups), len(groups))])
        for _ in range(DRAWS)
    ]
    low, high = numpy.quantile(values, [0.025, 0.975])
    return float(low), float(high)
