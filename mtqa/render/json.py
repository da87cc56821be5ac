"""The report as JSON, version 1: the contract other tools build on (``report.schema.json``)."""

from __future__ import annotations

import json
from typing import Any

from mtqa.core import Article, Finding, Report, Severity

__all__ = ["SCHEMA_VERSION", "article_to_dict", "to_dict", "to_json"]

SCHEMA_VERSION = 1


def to_json(report: Report) -> str:
    """Return the report as indented JSON."""
    return json.dumps(to_dict(report), ensure_ascii=False, indent=1) + "\n"


def to_dict(report: Report) -> dict[str, Any]:
    """Return the report as plain values."""
    return {
        "schema": SCHEMA_VERSION,
        "signature": str(report.signature),
        "documents": [article_to_dict(article) for article in report.articles],
        "incidents": [
            {
                "kind": item.kind,
                "path": item.path,
                "line": item.line,
                "check": item.check,
                "message": item.message,
                "fatal": item.fatal,
            }
            for item in report.incidents
        ],
        "verdict": {
            "passed": report.verdict.passed,
            "exit_code": report.verdict.exit_code,
            "reasons": list(report.verdict.reasons),
        },
    }


def article_to_dict(article: Article) -> dict[str, Any]:
    """Return one document of the report."""
    document = article.document
    return {
        "path": document.path,
        "format": document.format,
        "language": document.language,
        "words": article.words,
        "segments": len(document.segments),
        "findings": [_finding(finding) for finding in article.findings],
        "suppressed": [_finding(finding) for finding in article.suppressed],
        "score": {
            "penalty_per_1000_words": article.score.penalty_per_1000_words,
            "quality": article.score.quality,
            "enough_text": article.score.enough_text,
        },
        "corrected": article.corrected,
        "corrected_all": article.corrected_all,
        "metrics": article.metrics,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "entry": finding.entry or None,
        "segment": finding.segment,
        "start": finding.start,
        "end": finding.end,
        "file_start": finding.file_start,
        "file_end": finding.file_end,
        "line": finding.line,
        "column": finding.column,
        "text": finding.text,
        "category": finding.category,
        "severity": (finding.severity or Severity.MINOR).value,
        "tier": finding.tier.value,
        "confidence": finding.confidence,
        "quoted": finding.quoted,
        "message": finding.message,
        "evidence": [{"from": item.source, "detail": item.detail} for item in finding.evidence],
        "suggestions": [
            {"text": item.text, "safety": item.safety.value, "confidence": item.confidence}
            for item in finding.suggestions
        ],
        "fingerprint": finding.fingerprint,
    }
