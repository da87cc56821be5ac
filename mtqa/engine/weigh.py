"""A candidate with what the models say of it, and the fitted weights that make a chance of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mtqa.core import Candidate, Span
from mtqa.engine.propose import replace_span

__all__ = ["SOURCES", "Option", "RankWeights", "window"]

BEFORE, AFTER = 90, 60
SOURCES = ("glossary", "pivot", "thesaurus", "grammar", "form", "order", "lm", "roundtrip")


class Option(NamedTuple):
    """A candidate for a finding with what the models say of it."""

    candidate: Candidate
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class RankWeights:
    """A logistic model over named features, fitted on development data."""

    weights: Mapping[str, float]
    least: float = 0.35
    most: int = 3

    def confidence(self, features: Mapping[str, float]) -> float:
        """Return the chance that a candidate is right."""
        total = self.weights.get("bias", 0.0)
        total += sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def window(text: str, span: Span, new: str) -> tuple[str, tuple[int, int]]:
    """Cut the text around the span, at words, with ``new`` in its place; say where it stands."""
    low = 0 if span.start <= BEFORE else text.rfind(" ", 0, span.start - BEFORE) + 1
    high = len(text) if len(text) - span.end <= AFTER else text.find(" ", span.end + AFTER)
    high = len(text) if high < 0 else high
    place = Span(span.start - low, span.end - low)
    return replace_span(text[low:high], place, new), (place.start, place.start + max(1, len(new)))
