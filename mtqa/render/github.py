"""GitHub workflow annotations: escaped, the gravest first, the rest in the step summary."""

from __future__ import annotations

from mtqa.core import Finding, Report, Severity, Tier

__all__ = ["LIMIT", "to_github"]

# GitHub shows ten annotations of a kind for a step.
LIMIT = 10


def to_github(report: Report) -> str:
    """Return workflow commands, at most ten errors, ten warnings and ten notices."""
    lines: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for incident in report.incidents:
        kind = "error" if incident.fatal else "warning"
        where = f"file={_property(incident.path)}," if incident.path else ""
        lines[kind].append(f"::{kind} {where}title=not judged::{_data(incident.message)}")
    found = [(article.document.path, f) for article in report.articles for f in article.findings]
    found.sort(key=lambda item: -(item[1].severity or Severity.MINOR).rank)
    for path, finding in found:
        kind = _kind(finding)
        lines[kind].append(f"::{kind} {_place(path, finding)}::{_data(_message(finding))}")
    over = sum(max(0, len(items) - LIMIT) for items in lines.values())
    shown = [line for items in lines.values() for line in items[:LIMIT]]
    if over:
        shown.append(f"mtqa: {over} more findings are in the step summary.")
    shown.append(
        f"mtqa: {'passed' if report.verdict.passed else 'failed'}. {' '.join(report.verdict.reasons)}".strip()
    )
    return "\n".join(shown) + "\n"


def _kind(finding: Finding) -> str:
    if finding.tier is Tier.ADVICE:
        return "notice"
    return "warning" if finding.severity is Severity.MINOR else "error"


def _place(path: str, finding: Finding) -> str:
    end = finding.column + len(finding.text)
    return (
        f"file={_property(path)},line={finding.line},endLine={finding.line},"
        f"col={finding.column},endColumn={end},title={_property(finding.check)}"
    )


def _message(finding: Finding) -> str:
    if finding.suggestions:
        return f"{finding.message} Suggestion: “{finding.suggestions[0].text}”."
    return finding.message


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str | None) -> str:
    return _data(text or "").replace(":", "%3A").replace(",", "%2C")
