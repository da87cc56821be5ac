"""The index of a batch: a page to sort and filter, and the same as Markdown and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from mtqa.core import Report
from mtqa.render.rows import Row, quality_bins, rows_of, top_checks, totals

__all__ = ["index_csv", "index_html", "index_markdown", "safe_cell", "to_csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_COLUMNS = (
    "path", "title", "verdict", "quality", "enough_text", "words", "findings", "critical",
    "major", "minor", "worst_check", "decided", "report",
)  # fmt: skip


def index_html(report: Report, rows: Sequence[Row]) -> str:
    """Return the page: totals, charts with their tables, and one row per article."""
    from mtqa.render.charts import bars, columns
    from mtqa.render.desk.page import page

    sums = totals(rows)
    quality, checks = quality_bins(rows), top_checks(report)
    return page(
        "index",
        report=report,
        rows=rows,
        sums=sums,
        quality=quality,
        quality_chart=columns(quality),
        checks=checks,
        check_chart=bars(checks),
        data={"keys": {row.key: row.findings for row in rows}},
    )


def index_markdown(report: Report, rows: Sequence[Row]) -> str:
    """Return the same as Markdown."""
    from mtqa.render.markdown import cell

    sums = totals(rows)
    lines = [
        f"# {sums.articles} articles",
        "",
        f"{sums.passed} passed, {sums.articles - sums.passed} failed; {sums.findings} findings "
        f"({sums.critical} critical, {sums.major} major, {sums.minor} minor) in {sums.words:,} words; "
        f"quality {sums.quality:g} on average; {sums.decided} decided.",
        "",
    ]
    lines += [f"- Not judged: {cell(i.path or '')} {cell(i.message)}" for i in report.incidents]
    lines += [
        "",
        "| Article | Verdict | Quality | Words | Critical | Major | Minor | Worst check | Decided |",
        "|:--|:--|--:|--:|--:|--:|--:|:--|--:|",
    ]
    for row in rows:
        name = f"[{cell(row.path)}](<{_link(row.href)}>)" if row.href else cell(row.path)
        verdict = "passed" if row.passed else "**failed**"
        lines.append(
            f"| {name} | {verdict} | {row.quality:g}{'' if row.enough_text else ' ?'} | {row.words} "
            f"| {row.critical} | {row.major} | {row.minor} | {cell(row.worst_check)} | {row.decided} |"
        )
    lines += ["", "“?” marks a figure that rests on fewer than 500 words.", ""]
    lines += ["| Most frequent checks | Findings |", "|:--|--:|"]
    lines += [f"| {cell(name)} | {count} |" for name, count in top_checks(report)]
    return "\n".join(lines) + "\n"


def _link(href: str) -> str:
    return href.replace("\\", "\\\\").replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A")


def to_csv(report: Report) -> str:
    """Return one row per article, safe to open in a spreadsheet."""
    return index_csv(rows_of(report, [""] * len(report.articles)))


def index_csv(rows: Sequence[Row]) -> str:
    """Return the rows as CSV; a text that a spreadsheet would take for a formula is quoted."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow(_COLUMNS)
    for row in rows:
        verdict = "passed" if row.passed else "failed"
        cells = [
            row.path, row.title, verdict, row.quality, row.enough_text, row.words, row.findings,
            row.critical, row.major, row.minor, row.worst_check, row.decided, row.href,
        ]  # fmt: skip
        writer.writerow(safe_cell(item) if isinstance(item, str) else item for item in cells)
    return sink.getvalue()


def safe_cell(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute; control characters go."""
    flat = "".join(" " if ord(char) < 32 or ord(char) == 127 else char for char in text)
    risky = text.startswith(_FORMULA) or flat.lstrip().startswith(_FORMULA)
    return f"'{flat}" if risky else flat
