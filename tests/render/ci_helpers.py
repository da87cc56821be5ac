"""Reports for the tests of CI formats, made by the tool itself from short articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mtqa.api import Linter
from mtqa.config import Config
from mtqa.core import Finding, Incident, Report, Severity, Suggestion, Tier

QUICK = Config(depth="fast", select=("design",), shipped_glossaries=False)
EMOJI = "A 😀 call, a two -hour one.\n\n<!-- mtqa: ignore design house style -->\n\nA three -hour one.\n"


def report_of(text: str = EMOJI, *, syntax: str = "markdown", path: str = "a b/ü,x:1.md") -> Report:
    return Linter(QUICK).check_text(text, syntax=syntax, path=path)


def graded(report: Report, severity: Severity, tier: Tier) -> Report:
    """Return the report with every finding of one severity and tier."""
    articles = tuple(
        replace(a, findings=tuple(f.with_(severity=severity, tier=tier) for f in a.findings))
        for a in report.articles
    )
    return replace(report, articles=articles)


def with_incident(report: Report, message: str, *, fatal: bool = True) -> Report:
    trouble = Incident("input", message, path="gone%2C.txt", fatal=fatal)
    return replace(report, incidents=(*report.incidents, trouble))


def many(count: int) -> Report:
    """Return a report of one article with ``count`` findings of each grade."""
    report = report_of("A two -hour call.\n", syntax="text", path="a.txt")
    [article] = report.articles
    [finding] = article.findings
    grades = ((Severity.CRITICAL, Tier.GATE), (Severity.MINOR, Tier.GATE), (Severity.MAJOR, Tier.ADVICE))  # fmt: skip
    found: list[Finding] = [
        finding.with_(severity=severity, tier=tier, fingerprint=f"{severity}{tier}{n}")
        for severity, tier in grades
        for n in range(count)
    ]
    return replace(report, articles=(replace(article, findings=tuple(found)),))


def suggested(report: Report, text: str) -> Report:
    articles = tuple(
        replace(
            a,
            findings=tuple(
                f.with_(message=text, suggestions=(Suggestion(text),)) for f in a.findings
            ),
        )
        for a in report.articles
    )
    return replace(report, articles=articles)


HERE = Path(__file__).parent
