"""The result of a run as values: what was found, what could not be judged, and how it was made."""

from __future__ import annotations

from dataclasses import dataclass, field

from mtqa.core.finding import Finding
from mtqa.core.text import Document

__all__ = ["Article", "Incident", "Report", "Score", "Signature", "Verdict"]


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that could not be judged; ``kind`` is input, check, model, suppression or fix."""

    kind: str
    message: str
    path: str | None = None
    check: str | None = None
    line: int | None = None
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Score:
    """MQM-based: penalty points per 1,000 words, quality = 100 − penalty (may be negative)."""

    penalty_per_1000_words: float
    quality: float
    enough_text: bool


@dataclass(frozen=True, slots=True)
class Article:
    """One checked document: its findings in order, and the corrected drafts.

    ``corrected`` has the safe fixes, ``corrected_all`` every first suggestion; both are whole
    files as text, markup untouched. ``metrics`` are filled when a reference was given.
    """

    document: Document
    findings: tuple[Finding, ...]
    words: int
    score: Score
    corrected: str
    corrected_all: str
    suppressed: tuple[Finding, ...] = ()
    metrics: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signature:
    """How a result was made, in sacrebleu's manner: ``mtqa|v:1|depth:fast|…``."""

    fields: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "|".join(["mtqa", *(f"{key}:{value}" for key, value in self.fields)])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says; exit code 0 passed, 1 failed, 3 something could not be judged.

    ``counted`` are the findings that fail it by themselves: path and fingerprint.
    """

    passed: bool
    exit_code: int
    reasons: tuple[str, ...] = ()
    counted: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run."""

    articles: tuple[Article, ...]
    incidents: tuple[Incident, ...]
    signature: Signature
    verdict: Verdict = field(default_factory=lambda: Verdict(True, 0))

    @property
    def findings(self) -> list[Finding]:
        """All findings in the order of the articles."""
        return [finding for article in self.articles for finding in article.findings]
