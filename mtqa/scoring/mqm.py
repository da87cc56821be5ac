"""The MQM-based score: penalty points per 1,000 words of the checked text."""

from __future__ import annotations

from collections.abc import Iterable

from mtqa.core import Finding, Score, Severity

__all__ = ["ENOUGH_WORDS", "score"]

ENOUGH_WORDS = 500


def score(findings: Iterable[Finding], words: int) -> Score:
    """Return penalty and quality (100 − penalty per 1,000 words).

    Severity weights 1, 5 and 25 are those of MQM 2.0 (themqm.org, scoring models); no
    conformance is claimed. Under 500 words the figure is marked as resting on too little text.
    """
    points = sum((finding.severity or Severity.MINOR).weight for finding in findings)
    penalty = 1000 * points / words if words else 0.0
    return Score(round(penalty, 1), round(100 - penalty, 1), words >= ENOUGH_WORDS)
