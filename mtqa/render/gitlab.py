"""GitLab Code Quality: a JSON array whose fingerprints are all different."""

from __future__ import annotations

import hashlib
import json
from pathlib import PurePath

from mtqa.core import Report, Severity

__all__ = ["to_gitlab"]

_SEVERITY = {Severity.CRITICAL: "critical", Severity.MAJOR: "major", Severity.MINOR: "minor"}


def to_gitlab(report: Report) -> str:
    """Return the findings and what could not be judged; paths are relative without ``./``."""
    rows = []
    for article in report.articles:
        path = PurePath(article.document.path).as_posix().removeprefix("./")
        for finding in article.findings:
            severity = _SEVERITY[finding.severity or Severity.MINOR]
            rows.append(
                {
                    "description": f"{finding.check}: {finding.message}",
                    "check_name": finding.check,
                    "fingerprint": _hash(f"{path}\0{finding.fingerprint}"),
                    "severity": severity if finding.tier.value == "gate" else "info",
                    "location": {"path": path, "lines": {"begin": finding.line}},
                }
            )
    for number, incident in enumerate(report.incidents):
        rows.append(
            {
                "description": f"{'not judged: ' if incident.fatal else ''}{incident.message}",
                "check_name": f"incident/{incident.kind}",
                "fingerprint": _hash(f"incident\0{number}\0{incident.path}\0{incident.message}"),
                "severity": "blocker" if incident.fatal else "info",
                "location": {"path": incident.path or "-", "lines": {"begin": incident.line or 1}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
