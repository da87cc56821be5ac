"""A finding: a frozen, comparable value with a span from birth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from mtqa.core.text import Span

__all__ = [
    "Evidence",
    "Finding",
    "Findings",
    "Safety",
    "Severity",
    "Suggestion",
    "Tier",
]


class Severity(StrEnum):
    """MQM severities; ``weight`` is the MQM 2.0 penalty multiplier (1, 5, 25)."""

    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def weight(self) -> int:
        """Penalty points of one finding."""
        return {"minor": 1, "major": 5, "critical": 25}[self.value]

    @property
    def rank(self) -> int:
        """Order from minor (0) to critical (2)."""
        return {"minor": 0, "major": 1, "critical": 2}[self.value]


class Tier(StrEnum):
    """Whether a finding may fail a build (``gate``) or is shown only (``advice``)."""

    GATE = "gate"
    ADVICE = "advice"


class Safety(StrEnum):
    """Whether a correction may be applied without asking."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who says so (``source``: rule, glossary, pattern, names, encoder, lm …) and what."""

    source: str
    detail: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may have been meant; ``confidence`` is the chance in [0, 1] that it is right."""

    text: str
    safety: Safety = Safety.UNSAFE
    confidence: float = 0.5


class HasSpan(Protocol):
    """A token: anything with ``start`` and ``end`` attributes."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """After the last code point."""


class HasSpanCall(Protocol):
    """A match of :mod:`re`: ``start()`` and ``end()`` are calls."""

    def start(self, group: int = 0, /) -> int:
        """First code point."""

    def end(self, group: int = 0, /) -> int:
        """After the last code point."""


Place: TypeAlias = "HasSpan | HasSpanCall | tuple[int, int]"


@dataclass(frozen=True, slots=True)
class Finding:
    """One suspicious span. A check fills the first group, the engine the rest.

    ``start`` and ``end`` count code points in the segment's plain text; ``file_start`` and
    ``file_end`` in the decoded file (``None`` until placed, or where the format is not text);
    ``line`` and ``column`` are 1-based. ``entry`` names the glossary entry or pattern that fired.
    """

    start: int
    end: int
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0
    severity: Severity | None = None
    category: str = ""
    entry: str = ""

    check: str = ""
    segment: int = 0
    text: str = ""
    tier: Tier = Tier.ADVICE
    quoted: bool = False
    file_start: int | None = None
    file_end: int | None = None
    line: int = 0
    column: int = 0
    fingerprint: str = ""

    @classmethod
    def at(
        cls,
        place: Place,
        message: str,
        *,
        replace: str | Iterable[str] | None = None,
        safe: bool = True,
        because: Iterable[tuple[str, str]] = (),
        severity: Severity | None = None,
        category: str = "",
        segment: int = 0,
        entry: str = "",
        confidence: float = 0.0,
    ) -> Finding:
        """Make a finding from a regex match, a token or a ``(start, end)`` pair.

        ``replace`` is one text or ranked texts; only the first can be safe, and only when
        ``safe``. ``confidence`` 0 means: the measured precision of the check.
        """
        span = _span(place)
        texts = [replace] if isinstance(replace, str) else list(replace or ())
        suggestions = tuple(
            Suggestion(text, Safety.SAFE if safe and i == 0 else Safety.UNSAFE, 0.0)
            for i, text in enumerate(texts)
        )
        return cls(
            span.start,
            span.end,
            message,
            suggestions,
            tuple(Evidence(source, detail) for source, detail in because),
            confidence,
            severity,
            category,
            entry,
            segment=segment,
        )

    @property
    def span(self) -> Span:
        """The range in the segment."""
        return Span(self.start, self.end)

    def with_(self, **changes: object) -> Finding:
        """Return a copy with other fields."""
        return replace(self, **changes)  # type: ignore[arg-type]


Findings: TypeAlias = Iterator[Finding]


def _span(place: Place) -> Span:
    if isinstance(place, tuple) and not hasattr(place, "start"):
        return Span(place[0], place[1])
    start: Any = place.start  # type: ignore[union-attr]
    end: Any = place.end  # type: ignore[union-attr]
    return Span(start(), end()) if callable(start) else Span(start, end)
