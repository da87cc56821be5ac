"""Run the checks: a crashed check is an incident, never a silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mtqa.core import Check, Finding, Incident, Segment

__all__ = ["run_checks"]


def run_checks(
    checks: Iterable[Check],
    segments: Sequence[Segment],
    kit: Mapping[str, object],
    *,
    path: str | None = None,
) -> tuple[list[Finding], list[Incident]]:
    """Return what the checks find, with check name, segment, text, severity and category set."""
    findings: list[Finding] = []
    incidents: list[Incident] = []
    by_index = {segment.index: segment for segment in segments}
    for check in checks:
        try:
            given = {name: kit[name] for name in check.wants}
            for finding in _findings(check, segments, given):
                segment = by_index[finding.segment]
                if not any(span.overlaps(finding.span) for span in segment.protected):
                    findings.append(_complete(finding, check, segment))
        except Exception as error:
            message = (
                f"the check failed ({type(error).__name__}: {error}); its findings are missing"
            )
            incidents.append(Incident("check", message, path=path, check=check.name))
    return findings, incidents


def _findings(
    check: Check, segments: Sequence[Segment], given: Mapping[str, object]
) -> Iterator[Finding]:
    """Yield raw findings that know their segment."""
    if check.scope == "article":
        yield from check.run(segments, **given)
        return
    for segment in segments:
        if not check.languages or segment.language in check.languages:
            for finding in check.run(segment, **given):
                yield finding.with_(segment=segment.index) if segment.index else finding


def _complete(finding: Finding, check: Check, segment: Segment) -> Finding:
    quoted = any(q.start <= finding.start and finding.end <= q.end for q in segment.quoted)
    return finding.with_(
        check=check.name,
        category=finding.category or check.category,
        severity=finding.severity or check.severity,
        text=segment.text[finding.start : finding.end],
        quoted=quoted,
    )
