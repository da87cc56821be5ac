"""The report on a terminal, read like ruff's: place, check, message, excerpt, suggestion."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from mtqa.core import Article, Document, Finding, Report, Severity, Tier

__all__ = ["to_text"]

_WIDTH = 96
_CODES = {"bold": "1", "red": "31", "yellow": "33", "cyan": "36", "green": "32", "dim": "2"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SEVERITY = {"critical": "red", "major": "red", "minor": "yellow"}


def to_text(report: Report, *, color: bool = False, quiet: bool = False) -> str:
    """Return the report as lines; terminal control characters of the article are made visible."""
    paint = _Paint(color)
    lines: list[str] = []
    if not quiet:
        for article in report.articles:
            for finding in article.findings:
                lines += _finding(article.document, finding, paint)
    for incident in report.incidents:
        at = f":{incident.line}" if incident.line else ""
        place = f"{incident.path}{at}: " if incident.path else ""
        head = paint("not judged", "red") if incident.fatal else paint("note", "yellow")
        lines.append(f"{head} {visible(place + incident.message)}")
    if report.incidents:
        lines.append("")
    lines += _summary(report, paint)
    return "\n".join(lines) + "\n"


class _Paint:
    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, text: str, *styles: str) -> str:
        if not self._on or not text:
            return text
        return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"


def visible(text: str) -> str:
    """Replace control and direction-changing characters, which could rewrite a terminal."""
    return _CONTROL.sub("�", text.replace("\t", " ").replace("\n", " ").replace("\r", " "))


def _finding(document: Document, finding: Finding, paint: _Paint) -> list[str]:
    severity = finding.severity or Severity.MINOR
    place = f"{visible(document.path)}:{finding.line}:{finding.column}:"
    tier = "" if finding.tier is Tier.GATE else f" {finding.tier.value}"
    quoted = " [in a quotation]" if finding.quoted else ""
    grade = paint(f"{severity.value}{tier}", _SEVERITY[severity.value])
    lines = [
        f"{paint(place, 'bold')} {grade} {paint(finding.check, 'cyan')} {visible(finding.message)}{quoted}"
    ]
    lines += _excerpt(document.segments[finding.segment].text, finding, paint)
    if finding.suggestions:
        texts = [
            f"“{visible(item.text)}”" if item.text.strip() else "(delete)"
            for item in finding.suggestions[:3]
        ]
        safety = finding.suggestions[0].safety.value
        lines.append(f"  = {paint('suggestion', 'green')} ({safety}): {' or '.join(texts)}")
    return [*lines, ""]


def _excerpt(text: str, finding: Finding, paint: _Paint) -> list[str]:
    room = max(0, _WIDTH - min(_WIDTH, finding.end - finding.start)) // 2
    low = max(0, finding.start - room)
    high = min(len(text), max(finding.end, finding.start + 1) + room)
    before, after = "…" if low else "", "…" if high < len(text) else ""
    shown = before + visible(text[low:high])[: 2 * _WIDTH] + after
    start = _columns(before + visible(text[low : finding.start]))
    width = max(1, min(_columns(visible(text[finding.start : finding.end])), _WIDTH))
    return [f"  | {shown}", f"  | {' ' * start}{paint('^' * width, 'red')}"]


def _columns(text: str) -> int:
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _summary(report: Report, paint: _Paint) -> list[str]:
    lines: list[str] = []
    if len(report.articles) == 1:
        lines.append(_quality(report.articles[0]))
    elif report.articles:
        checks = Counter(finding.check for finding in report.findings).most_common(5)
        if checks:
            lines.append(
                "Most frequent: " + ", ".join(f"{name} {count}" for name, count in checks) + "."
            )
    by_severity = Counter((f.severity or Severity.MINOR).value for f in report.findings)
    counts = ", ".join(
        f"{by_severity[s.value]} {s.value}" for s in reversed(Severity) if by_severity[s.value]
    )
    fixable = sum(
        1 for f in report.findings if f.suggestions and f.suggestions[0].safety.value == "safe"
    )
    total, files = len(report.findings), len(report.articles)
    noun = "finding" if total == 1 else "findings"
    head = f"{total} {noun}" + (f" ({counts})" if counts else "")
    head += f" in {files} article{'' if files == 1 else 's'}"
    lines.append(head + (f"; {fixable} with a safe fix (`mtqa fix`)." if fixable else "."))
    lines += _aside(report)
    if report.verdict.passed:
        return [*lines, paint("Passed.", "green")]
    reasons = [visible(reason) for reason in report.verdict.reasons]
    if len(reasons) == 1:
        return [*lines, paint("Failed: ", "red") + reasons[0]]
    return [*lines, paint("Failed:", "red"), *(f"  - {reason}" for reason in reasons)]


def _aside(report: Report) -> list[str]:
    """Say how much is not shown: put aside in the text, or known from the baseline."""
    aside = [finding for article in report.articles for finding in article.suppressed]
    known = sum(any(item.source == "baseline" for item in f.evidence) for f in aside)
    counts = ((len(aside) - known, "suppressed"), (known, "known from the baseline"))
    parts = [f"{count} {what}" for count, what in counts if count]
    return [f"Not shown: {', '.join(parts)}."] if parts else []


def _quality(article: Article) -> str:
    note = "" if article.score.enough_text else " (not enough text for a firm figure)"
    line = (
        f"Quality {article.score.quality:g}, {article.score.penalty_per_1000_words:g} MQM-based penalty "
        f"points per 1,000 words{note}."
    )
    if article.metrics:
        m = article.metrics
        line += (
            f" Against the reference: TER {m['ter_draft']} → {m['ter']}, chrF {m['chrf_draft']} → "
            f"{m['chrf']}, BLEU {m['bleu_draft']} → {m['bleu']}."
        )
    return line
