"""The report as Markdown, for a pull request, a ticket or a chat."""

from __future__ import annotations

import re

from mtqa.core import Article, Finding, Report, Severity, Tier
from mtqa.render.words import causes, counts_table, label, percent, plural, quality_line

__all__ = ["cell", "to_markdown"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&@$])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MOST = 200
_LONG = 160


def to_markdown(report: Report) -> str:
    """Return the summary: verdict, quality, counts, and one row per finding with its reason."""
    parts = [f"# {_title(report)}", _verdict(report)]
    if report.incidents:
        lines = [
            f"- {cell(f'{i.path}: ' if i.path else '')}{cell(i.message)}" for i in report.incidents
        ]
        parts.append("**Not judged**\n\n" + "\n".join(lines))
    parts += [_article(article, alone=len(report.articles) == 1) for article in report.articles]
    parts.append(f"`{str(report.signature).replace('`', '')}`")
    return "\n\n".join(parts) + "\n"


def cell(text: str) -> str:
    """Return article text as Markdown that shows it and does nothing else, on one line."""
    flat = _CONTROL.sub("�", re.sub(r"\s+", " ", text))
    # A zero-width space would be seen in a copy: a bare address is broken by escaping its colon.
    return _SPECIAL.sub(r"\\\1", flat).replace("://", "\\://").replace("www.", "www\\.")


def _title(report: Report) -> str:
    if len(report.articles) == 1:
        return cell(report.articles[0].document.path)
    return plural(len(report.articles), "article")


def _verdict(report: Report) -> str:
    if report.verdict.passed:
        return "**Passed.**"
    head = "Failed." if report.verdict.exit_code == 1 else "Not judged."
    return " ".join([f"**{head}**", *(cell(reason) for reason in report.verdict.reasons)])


def _article(article: Article, *, alone: bool) -> str:
    parts = [] if alone else [f"## {cell(article.document.path)}"]
    parts.append(f"{quality_line(article)}. {plural(article.words, 'word')}.")
    if article.metrics:
        m = article.metrics
        parts.append(
            f"Against the reference: TER {m['ter_draft']} → {m['ter']}, "
            f"chrF {m['chrf_draft']} → {m['chrf']}."
        )
    if not article.findings:
        return "\n\n".join([*parts, "No findings."])
    parts += [_counts(article), _findings(article)]
    return "\n\n".join(parts)


def _counts(article: Article) -> str:
    heads = [s.value for s in reversed(Severity)]
    lines = [f"| Category | {' | '.join(heads)} | all |", "|:--|" + "--:|" * (len(heads) + 1)]
    for category, cells in counts_table(article.findings):
        name = "**All**" if category == "All" else cell(category)
        lines.append(f"| {name} | {' | '.join(str(count or '') for count in cells)} |")
    return "\n".join(lines)


def _findings(article: Article) -> str:
    lines = ["| Line | Severity | Draft → suggestion | Why |", "|--:|:--|:--|:--|"]
    shown = sorted(article.findings, key=_grave)[:_MOST]
    for finding in sorted(shown, key=lambda item: (item.segment, item.start)):
        lines.append(
            f"| {finding.line} | {_grade(finding)} | {_change(finding)} | {_why(finding)} |"
        )
    left = len(article.findings) - len(shown)
    if left:
        lines.append(f"\n{plural(left, 'lighter finding')} not listed here.")
    return "\n".join(lines)


def _grave(finding: Finding) -> tuple[int, int, float]:
    severity = finding.severity or Severity.MINOR
    return -severity.rank, int(finding.tier is Tier.ADVICE), -finding.confidence


def _grade(finding: Finding) -> str:
    severity = (finding.severity or Severity.MINOR).value
    return f"{severity}{'' if finding.tier is Tier.GATE else ', advice'}"


def _change(finding: Finding) -> str:
    was = f"~~{_quoted(finding.text)}~~" if finding.text else "(nothing)"
    if not finding.suggestions:
        return was
    best = finding.suggestions[0].text
    new = f"**{_quoted(best)}**" if best.strip() else "(delete)"
    return f"{was} → {new}"


def _quoted(text: str) -> str:
    short = text if len(text) <= _LONG else text[:_LONG] + "…"
    return cell(short).strip() or "(space)"


def _why(finding: Finding) -> str:
    parts = [cell(finding.message[:400])]
    for cause in causes(finding):
        if cause.language:
            senses = f": {cell(cause.senses)}" if cause.senses else ""
            parts.append(f"{cause.language} *{cell(cause.word)}*{senses}.")
        elif cause.senses not in finding.message:
            parts.append(cell(cause.senses[:400]))
    if finding.quoted:
        parts.append("In a quotation.")
    return f"{' '.join(parts)} ({cell(label(finding.check))}, {percent(finding.confidence)})"
