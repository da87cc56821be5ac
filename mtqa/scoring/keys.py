"""Findings against an answer key: found, put right, precision, false alarms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mtqa.core import Finding, Severity, Span
from mtqa.errors import InputError

__all__ = ["GoldSpan", "Outcome", "compare_to_key", "read_key"]

_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"\ban?\b")


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """A marked error: its range in the decoded file and every accepted correction."""

    span: Span
    accept: tuple[str, ...]
    severity: Severity
    type: str = ""

    @property
    def grave(self) -> bool:
        """Major or critical."""
        return self.severity is not Severity.MINOR


@dataclass(slots=True)
class Outcome:
    """Counts over one article or many (add with :meth:`add`)."""

    words: int = 0
    clean_words: int = 0
    gold: int = 0
    found: int = 0
    right: int = 0
    grave: int = 0
    grave_found: int = 0
    grave_right: int = 0
    findings: int = 0
    hits: int = 0
    clean_findings: int = 0
    by_check: dict[str, list[int]] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Add the counts of ``other``."""
        for name in self.__slots__:
            mine, theirs = getattr(self, name), getattr(other, name)
            if isinstance(mine, int):
                setattr(self, name, mine + theirs)
            elif isinstance(mine, list):
                mine.extend(theirs)
        for check, counts in other.by_check.items():
            own = self.by_check.setdefault(check, [0, 0, 0])
            self.by_check[check] = [a + b for a, b in zip(own, counts, strict=True)]


def read_key(data: Any, *, place: str) -> tuple[GoldSpan, ...]:
    """Read an answer key's spans; a damaged one is an :class:`InputError`."""
    try:
        return tuple(
            GoldSpan(
                Span(int(row["start"]), int(row["end"])),
                tuple(row["accept"]),
                Severity(row["severity"]),
                str(row.get("type", "")),
            )
            for row in data["spans"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"not an answer key ({error}).", place=place) from None


def compare_to_key(
    text: str, findings: Sequence[Finding], gold: Iterable[GoldSpan], *, words: int, clean: bool
) -> Outcome:
    """Compare findings with the gold spans of one article by overlap in the file."""
    outcome = Outcome(words=words, clean_words=words if clean else 0, findings=len(findings))
    spans = [(Span(f.file_start or 0, f.file_end or 0), f) for f in findings]
    gold = list(gold)
    for item in gold:
        over = [finding for span, finding in spans if span.overlaps(item.span)]
        right = bool(over) and put_right(text, item, over)
        outcome.gold += 1
        outcome.found += bool(over)
        outcome.right += right
        outcome.grave += item.grave
        outcome.grave_found += item.grave and bool(over)
        outcome.grave_right += item.grave and right
        if not over:
            outcome.missed.append(text[item.span.start : item.span.end])
    for span, finding in spans:
        hit = [item for item in gold if span.overlaps(item.span)]
        fixed = any(put_right(text, item, [finding]) for item in hit)
        row = outcome.by_check.setdefault(finding.check, [0, 0, 0])
        outcome.by_check[finding.check] = [row[0] + 1, row[1] + bool(hit), row[2] + fixed]
        outcome.hits += bool(hit)
        if not hit:
            outcome.alarms.append(f"{finding.check}: {finding.text}")
    outcome.clean_findings = len(findings) if clean else 0
    return outcome


def put_right(text: str, gold: GoldSpan, findings: Sequence[Finding]) -> bool:
    """Tell whether the first suggestions give an accepted correction.

    Both are written into the stretch that gold span and findings cover together, so that a
    finding wider than the gold span is judged fairly; case, white space and a/an are set aside.
    """
    edits = [
        (f.file_start or 0, f.file_end or 0, f.suggestions[0].text)
        for f in findings
        if f.suggestions
    ]
    if not edits:
        return False
    low = min([gold.span.start, *(start for start, _, _ in edits)])
    high = max([gold.span.end, *(end for _, end, _ in edits)])
    ours = text[low:high]
    for start, end, new in sorted(edits, reverse=True):
        ours = ours[: start - low] + new + ours[end - low :]
    wanted = (
        text[low : gold.span.start] + accepted + text[gold.span.end : high]
        for accepted in gold.accept
    )
    return _plain(ours) in {_plain(item) for item in wanted}


def _plain(text: str) -> str:
    return _SPACE.sub(" ", _ARTICLE.sub("a", text.casefold().replace("’", "'"))).strip()
