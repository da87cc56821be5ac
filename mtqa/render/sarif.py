"""SARIF 2.1.0 for code-scanning services: rules from the checks' own declarations."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from mtqa import __version__
from mtqa.core import Article, Finding, Incident, Report, Severity, load_checks
from mtqa.render.columns import Lines

__all__ = ["to_sarif"]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning"}
_RANK = {Severity.CRITICAL: 100.0, Severity.MAJOR: 60.0, Severity.MINOR: 20.0}


def to_sarif(report: Report) -> str:
    """Return the report as one SARIF run; columns count code points."""
    rules = _rules(report)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "mtqa",
                "semanticVersion": __version__,
                "informationUri": "https://pypi.org/project/mtqa/",
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"SRCROOT": {"description": {"text": "Where mtqa was started."}}},
        "invocations": [_invocation(report)],
        "results": [result for article in report.articles for result in _results(article, index)],
        "properties": {"signature": str(report.signature)},
    }
    return (
        json.dumps(
            {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1
        )
        + "\n"
    )


def _rules(report: Report) -> list[dict[str, Any]]:
    known = load_checks()
    shown = [*report.findings, *(f for article in report.articles for f in article.suppressed)]
    rules = []
    for name in sorted({finding.check for finding in shown}):
        check = known.get(name)
        rule: dict[str, Any] = {"id": name}
        if check is not None:
            bad, good = check.bad[0], check.good[0]
            rule |= {
                "shortDescription": {"text": check.summary},
                "fullDescription": {"text": check.why},
                "help": {
                    "text": f"{check.summary} {check.why} Wrong: {bad.plain} Right: {good.plain}"
                },
                "defaultConfiguration": {"level": _LEVEL[check.severity]},
                "properties": {"tags": [check.category]},
            }
        rules.append(rule)
    return rules


def _invocation(report: Report) -> dict[str, Any]:
    return {
        "executionSuccessful": not any(item.fatal for item in report.incidents),
        "exitCode": report.verdict.exit_code,
        "toolExecutionNotifications": [
            {
                "level": "error" if item.fatal else "warning",
                "message": {"text": item.message},
                **({"locations": [_place(item)]} if item.path else {}),
            }
            for item in report.incidents
        ],
    }


def _place(incident: Incident) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": uri(incident.path)}
    if incident.line:
        where["region"] = {"startLine": incident.line}
    return {"physicalLocation": where}


def uri(path: str | None) -> dict[str, str]:
    """Return an artifact location: relative paths hang on SRCROOT, odd characters are escaped."""
    posix = PurePath(path or "-").as_posix().removeprefix("./")
    escaped = quote(posix.encode("utf-8", "surrogateescape"))
    if PurePath(posix).is_absolute():
        return {"uri": "file://" + escaped}
    return {"uri": escaped, "uriBaseId": "SRCROOT"}


def _results(article: Article, index: dict[str, int]) -> list[dict[str, Any]]:
    lines = Lines(article.document.text)
    rows = [_result(article, finding, lines, index) for finding in article.findings]
    for finding in article.suppressed:
        row = _result(article, finding, lines, index)
        row["suppressions"] = [_suppression(finding)]
        rows.append(row)
    return rows


def _suppression(finding: Finding) -> dict[str, Any]:
    why = next((item.detail for item in finding.evidence if item.source == "suppressed"), "")
    kind = "external" if why.startswith("baseline") else "inSource"
    return {"kind": kind, "status": "accepted", **({"justification": why} if why else {})}


def _result(
    article: Article, finding: Finding, lines: Lines, index: dict[str, int]
) -> dict[str, Any]:
    region = _region(lines, finding.file_start or 0, finding.file_end or 0)
    location = uri(article.document.path)
    severity = finding.severity or Severity.MINOR
    row: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": index[finding.check],
        "level": _LEVEL[severity] if finding.tier.value == "gate" else "note",
        "rank": round(_RANK[severity] * max(finding.confidence, 0.1), 1),
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": location, "region": region}}],
        "partialFingerprints": {"mtqa/v1": finding.fingerprint},
        "properties": {
            "tier": finding.tier.value,
            "severity": severity.value,
            "confidence": finding.confidence,
        },
    }
    state = next((item.detail for item in finding.evidence if item.source == "baseline"), None)
    if state:
        row["baselineState"] = state
    if finding.suggestions:
        row["fixes"] = [_fix(location, region, item.text) for item in finding.suggestions[:3]]
    return row


def _message(finding: Finding) -> str:
    if not finding.suggestions:
        return finding.message
    first = finding.suggestions[0].text
    return f"{finding.message} Suggestion: {f'“{first}”' if first.strip() else 'delete'}."


def _region(lines: Lines, start: int, end: int) -> dict[str, int]:
    first, last = lines.at(start), lines.at(end)
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
        "charOffset": start,
        "charLength": end - start,
    }


def _fix(location: dict[str, str], region: dict[str, int], text: str) -> dict[str, Any]:
    replacement = {"deletedRegion": region, "insertedContent": {"text": text}}
    return {
        "description": {"text": f"Write “{text}”." if text.strip() else "Delete it."},
        "artifactChanges": [{"artifactLocation": location, "replacements": [replacement]}],
    }
