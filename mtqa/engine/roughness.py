"""How much an article as a whole reads like an engine's work: the prior for each of its words.

A word at probability .6 is an alarm in clean prose and an error in a rough translation. The mean
probability of an article tells the two apart: of 57 clean news articles (ntrex dev) none lies
above .062, round trips lie about .2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from mtqa.core import Segment

__all__ = ["rough_share", "roughness", "with_roughness"]

# Short texts lean towards the mean of clean prose, as if 150 clean words stood before them.
CLEAN_MEAN, PRIOR_WORDS = 0.05, 150
# Above every clean article seen in development, and twice the clean median.
ROUGH, ROUGHEST = 0.066, 0.088


def roughness(segments: Sequence[Segment]) -> float:
    """Return the shrunken mean probability of an error over all words, in [0, 1]."""
    values = [p for segment in segments for p in segment.notes.wrong or ()]
    return (sum(values) + CLEAN_MEAN * PRIOR_WORDS) / (len(values) + PRIOR_WORDS)


def rough_share(roughness: float) -> float:
    """Return how rough an article is, from 0 (as clean ones are) to 1."""
    return min(1.0, max(0.0, (roughness - ROUGH) / (ROUGHEST - ROUGH)))


def with_roughness(segments: Sequence[Segment], *, proven: bool = False) -> list[Segment]:
    """Write on each segment how rough the article is, for the checks that judge words.

    ``proven`` says that listed errors have shown it to be a raw translation.
    """
    rough = 1.0 if proven else rough_share(roughness(segments))
    return [
        replace(
            segment,
            notes=replace(
                segment.notes,
                extra=MappingProxyType({**segment.notes.extra, "rough": rough}),
            ),
        )
        for segment in segments
    ]
