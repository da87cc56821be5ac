"""Write the corrected draft: edits that do not overlap, mended around, and quieter than before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from mtqa.core import Document, Edit, Finding, Safety, Segment, Severity, Span
from mtqa.engine.merge import weight
from mtqa.text import capitalise, indefinite_article

__all__ = ["Correction", "Recheck", "correct", "repair"]

_ARTICLE = re.compile(r"(?:^|(?<=[\s(“\"‘'—-]))([Aa]n?)(\s+[“\"‘']?)$")
_FIRST_WORD = re.compile(r"[\w.'’-]+")

Recheck = Callable[[Segment, str], Iterable[Finding]]


class Correction(NamedTuple):
    """The edits to make and the findings they settle."""

    edits: tuple[Edit, ...]
    settled: tuple[Finding, ...]


class _Change(NamedTuple):
    start: int
    end: int
    text: str
    finding: Finding


def correct(
    document: Document, findings: Sequence[Finding], *, unsafe: bool, recheck: Recheck
) -> Correction:
    """Choose and mend the edits.

    ``unsafe`` takes every first suggestion, otherwise only safe ones. ``recheck`` judges a
    changed segment again; an edit after which a check is louder is not made.
    """
    chosen: dict[int, list[_Change]] = {}
    for finding in sorted(findings, key=weight, reverse=True):
        change = _change(document.segments[finding.segment], finding, unsafe)
        rivals = chosen.setdefault(finding.segment, [])
        if change and not any(_clash(change, other) for other in rivals):
            rivals.append(change)
    edits: list[Edit] = []
    settled: list[Finding] = []
    for number, changes in sorted(chosen.items()):
        segment = document.segments[number]
        for change in _proven(segment, changes, recheck):
            at = segment.start + change.start
            edits.append(Edit(segment.block, at, segment.start + change.end, change.text))
            settled.append(change.finding)
    return Correction(tuple(edits), tuple(settled))


def repair(segment: Segment, finding: Finding, text: str) -> Edit:
    """Return the edit that puts ``text`` for a finding, with what it breaks around it mended."""
    change = _mended(segment, _Change(finding.start, finding.end, text, finding))
    at = segment.start
    return Edit(segment.block, at + change.start, at + change.end, change.text)


def _clash(one: _Change, other: _Change) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _change(segment: Segment, finding: Finding, unsafe: bool) -> _Change | None:
    if not finding.suggestions:
        return None
    first = finding.suggestions[0]
    if not unsafe and first.safety is not Safety.SAFE:
        return None
    if first.text == segment.text[finding.start : finding.end]:
        return None
    change = _mended(segment, _Change(finding.start, finding.end, first.text, finding))
    touched = Span(change.start, change.end)
    return None if any(span.overlaps(touched) for span in segment.protected) else change


def _mended(segment: Segment, change: _Change) -> _Change:
    """Repair what the edit breaks around it: article, capital, doubled space."""
    text, (start, end, new, finding) = segment.text, change
    if not new and not finding.text.isspace() and finding.text:
        if text[end : end + 1] == " " and (start == 0 or text[start - 1] == " "):
            end += 1
        elif start and text[start - 1] == " " and not text[end : end + 1].isalnum():
            start -= 1
    if start == 0 and finding.text[:1].isupper():
        if new:
            new = capitalise(new)
        elif (following := _FIRST_WORD.match(text, end)) is not None:
            end, new = following.end(), capitalise(following.group())
    return _with_article(text, _Change(start, end, new, finding))


def _with_article(text: str, change: _Change) -> _Change:
    word = _FIRST_WORD.search(change.text) or _FIRST_WORD.search(text, change.end)
    article = _ARTICLE.search(text[: change.start])
    if word is None or article is None or not _changes_word(text, change):
        return change
    right = indefinite_article(word.group())
    if right == article.group(1).lower():
        return change
    right = right.capitalize() if article.group(1)[0].isupper() else right
    start = article.start(1)
    return change._replace(start=start, text=right + article.group(2) + change.text)


def _changes_word(text: str, change: _Change) -> bool:
    """Tell whether the word after the article is another one than before."""
    before = _FIRST_WORD.search(text, change.start)
    after = _FIRST_WORD.search(change.text)
    return before is None or after is None or before.group() != after.group()


def _proven(segment: Segment, changes: list[_Change], recheck: Recheck) -> list[_Change]:
    """Keep the changes after which no check is louder: all together, else one by one."""
    before = _loudness(recheck(segment, segment.text))
    ordered = sorted(changes, key=lambda change: change.start)
    if _quieter(before, segment, ordered, recheck):
        return ordered
    kept: list[_Change] = []
    for change in sorted(changes, key=lambda item: weight(item.finding), reverse=True):
        trial = sorted([*kept, change], key=lambda item: item.start)
        if _quieter(before, segment, trial, recheck):
            kept = trial
    return kept


def _quieter(
    before: Counter[str], segment: Segment, changes: Sequence[_Change], recheck: Recheck
) -> bool:
    if not changes:
        return True
    text = segment.text
    for change in reversed(changes):
        text = text[: change.start] + change.text + text[change.end :]
    return not _loudness(recheck(segment, text)) - before


def _loudness(findings: Iterable[Finding]) -> Counter[str]:
    """Sum the MQM weight of the findings by check."""
    loud: Counter[str] = Counter()
    for finding in findings:
        loud[finding.check] += (finding.severity or Severity.MINOR).weight
    return loud
