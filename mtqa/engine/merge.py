"""Findings that overlap become one, with all their evidence; the graver wins, never the first."""

from __future__ import annotations

from collections.abc import Iterable

from mtqa.core import Evidence, Finding, Severity, Tier

__all__ = ["merge", "weight"]


def weight(finding: Finding) -> tuple[int, int, int, int, float]:
    """Order findings: severity, gate before advice, a repair, knowledge before rule, confidence."""
    severity = finding.severity or Severity.MINOR
    return (
        severity.rank,
        int(finding.tier is Tier.GATE),
        int(bool(finding.suggestions)),
        (finding.end - finding.start) if finding.entry else 0,
        finding.confidence,
    )


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Keep the weightiest of overlapping findings and hand it the others' evidence."""
    kept: list[Finding] = []
    by_segment: dict[int, list[int]] = {}
    for finding in sorted(findings, key=weight, reverse=True):
        places = by_segment.setdefault(finding.segment, [])
        host = next((i for i in places if kept[i].span.overlaps(finding.span)), None)
        if host is None:
            places.append(len(kept))
            kept.append(finding)
        else:
            kept[host] = _absorb(kept[host], finding)
    return sorted(kept, key=lambda item: (item.segment, item.start, item.end))


def _absorb(host: Finding, other: Finding) -> Finding:
    added = other.evidence or (Evidence(other.check, other.message),)
    new = tuple(item for item in added if item not in host.evidence)
    suggestions = host.suggestions
    if other.span == host.span:
        texts = {item.text for item in suggestions}
        suggestions += tuple(item for item in other.suggestions if item.text not in texts)
    # Two independent witnesses: the chance that both are wrong is the product of theirs.
    sure = 1 - (1 - host.confidence) * (1 - other.confidence)
    confidence = round(sure, 3) if other.check != host.check else host.confidence
    return host.with_(
        evidence=host.evidence + new,
        suggestions=suggestions,
        confidence=max(host.confidence, confidence),
    )
