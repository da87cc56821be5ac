"""reviewdog's diagnostics, one JSON object a line; columns count UTF-8 bytes."""

from __future__ import annotations

import json
from typing import Any

from mtqa.core import Article, Finding, Report, Severity, Tier
from mtqa.render.columns import Lines

__all__ = ["to_rdjsonl"]


def to_rdjsonl(report: Report) -> str:
    """Return a diagnostic per finding and per incident."""
    rows = [row for article in report.articles for row in _rows(article)]
    for item in report.incidents:
        severity = "ERROR" if item.fatal else "WARNING"
        location = {"path": item.path or "-"}
        rows.append(
            {
                "message": item.message,
                "location": location,
                "severity": severity,
                "source": {"name": "mtqa"},
            }
        )
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _rows(article: Article) -> list[dict[str, Any]]:
    lines = Lines(article.document.text)
    return [_row(article.document.path, finding, lines) for finding in article.findings]


def _row(path: str, finding: Finding, lines: Lines) -> dict[str, Any]:
    start, end = lines.at(finding.file_start or 0), lines.at(finding.file_end or 0)
    span = {
        "start": {"line": start.line, "column": start.utf8},
        "end": {"line": end.line, "column": end.utf8},
    }
    return {
        "message": finding.message,
        "location": {"path": path, "range": span},
        "severity": _severity(finding),
        "code": {"value": finding.check},
        "suggestions": [{"range": span, "text": item.text} for item in finding.suggestions[:3]],
        "source": {"name": "mtqa"},
    }


def _severity(finding: Finding) -> str:
    if finding.tier is Tier.ADVICE:
        return "INFO"
    return "WARNING" if finding.severity is Severity.MINOR else "ERROR"
