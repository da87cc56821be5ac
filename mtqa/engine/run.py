"""Run the checks: a crashed check is an incident, never a silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
    for check in checks:
        try:
            given = {name: kit[name] for name in check.wants}
            if check.scope == "segment":
                for segment in segments:
                    if check.languages and segment.language not in check.languages:
                        continue
                    for finding in check.run(segment, **given):
                        findings.append(_complete(finding, check, segment))
            else:
                by_index = {segment.index: segment for segment in segments}
                for finding in check.run(segments, **given):
                    findings.append(_complete(finding, check, by_index[finding.segment]))
        except Exception as error:
            message = (
                f"the check failed ({type(error).__name__}: {error}); its findings are missing"
            )
            incidents.append(Incident("check", message, path=path, check=check.name))
    return [f for f in findings if not _protected(f, segments)], incidents


def _complete(finding: Finding, check: Check, segment: Segment) -> Finding:
    quoted = any(q.start <= finding.start and finding.end <= q.end for q in segment.quoted)
    return finding.with_(
        check=check.name,
        category=finding.category or check.category,
        severity=finding.severity or check.severity,
        segment=segment.index,
        text=segment.text[finding.start : finding.end],
        quoted=quoted,
    )


def _protected(finding: Finding, segments: Sequence[Segment]) -> bool:
    segment = segments[finding.segment - segments[0].index]
    if segment.index != finding.segment:
        segment = next(item for item in segments if item.index == finding.segment)
    return any(span.overlaps(finding.span) for span in segment.protected)
