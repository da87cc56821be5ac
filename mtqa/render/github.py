"""GitHub workflow annotations: escaped, the gravest first, the rest in the step summary."""

from __future__ import annotations

from mtqa.core import Article, Finding, Report, Severity, Tier
from mtqa.render.columns import Lines
from mtqa.render.markdown import cell

__all__ = ["LIMIT", "step_summary", "to_github"]

# GitHub shows ten annotations of a kind for a step.
LIMIT = 10
# It refuses a step summary over 1 MiB.
_SUMMARY_BYTES = 1_000_000


def to_github(report: Report) -> str:
    """Return workflow commands, at most ten errors, ten warnings and ten notices."""
    lines: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for incident in report.incidents:
        kind = "error" if incident.fatal else "warning"
        where = f"file={_property(incident.path)}," if incident.path else ""
        where += f"line={incident.line}," if incident.path and incident.line else ""
        title = "not judged" if incident.fatal else f"mtqa {_property(incident.kind)}"
        lines[kind].append(f"::{kind} {where}title={title}::{_data(incident.message)}")
    for article, finding in _gravest_first(report):
        kind = _kind(finding)
        lines[kind].append(f"::{kind} {_place(article, finding)}::{_data(_message(finding))}")
    over = sum(max(0, len(items) - LIMIT) for items in lines.values())
    shown = [line for items in lines.values() for line in items[:LIMIT]]
    if over:
        shown.append(
            f"mtqa: {over} more (GitHub shows {LIMIT} annotations of a kind); see the step summary."
        )
    verdict = "passed" if report.verdict.passed else "failed"
    shown.append(_data(f"mtqa: {verdict}. {' '.join(report.verdict.reasons)}".strip()))
    return "\n".join(shown) + "\n"


def step_summary(report: Report) -> str:
    """Return every finding as Markdown, the gravest first, cut where GitHub would refuse it."""
    verdict = "passed" if report.verdict.passed else "failed"
    rows = [f"## mtqa: {verdict}", ""]
    rows += [f"- {cell(reason)}" for reason in report.verdict.reasons]
    rows += ["", "| Place | Severity | Check | Text | Suggestion |", "|:--|:--|:--|:--|:--|"]
    for article, finding in _gravest_first(report):
        severity = (finding.severity or Severity.MINOR).value
        tier = "" if finding.tier is Tier.GATE else f" ({finding.tier.value})"
        first = finding.suggestions[0].text if finding.suggestions else ""
        place = f"{article.document.path}:{finding.line}:{finding.column}"
        cells = (place, severity + tier, finding.check, finding.text, first)
        rows.append(f"| {' | '.join(cell(text) for text in cells)} |")
    size = 0
    for number, row in enumerate(rows):
        size += len(row.encode("utf-8", "replace")) + 1
        if size > _SUMMARY_BYTES:
            return "\n".join([*rows[:number], "", f"{len(rows) - number} more rows.", ""])
    return "\n".join(rows) + "\n"


def _gravest_first(report: Report) -> list[tuple[Article, Finding]]:
    found = [(article, finding) for article in report.articles for finding in article.findings]
    return sorted(found, key=lambda pair: -(pair[1].severity or Severity.MINOR).rank)


def _kind(finding: Finding) -> str:
    if finding.tier is Tier.ADVICE:
        return "notice"
    return "warning" if finding.severity is Severity.MINOR else "error"


def _place(article: Article, finding: Finding) -> str:
    """Name lines, and columns where both ends stand on one line (GitHub wants no others)."""
    lines = Lines(article.document.text)
    start, end = lines.at(finding.file_start or 0), lines.at(finding.file_end or 0)
    place = f"file={_property(article.document.path)},line={start.line},endLine={end.line},"
    if start.line == end.line:
        place += f"col={start.column},endColumn={max(end.column - 1, start.column)},"
    return place + f"title={_property(finding.check)}"


def _message(finding: Finding) -> str:
    if not finding.suggestions:
        return finding.message
    first = finding.suggestions[0].text
    return f"{finding.message} Suggestion: {f'“{first}”' if first.strip() else 'delete'}."


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str | None) -> str:
    return _data(text or "").replace(":", "%3A").replace(",", "%2C")
