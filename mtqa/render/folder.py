"""A report as a folder of files: one per article under a name of its own, and the index."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from mtqa.core import Report, Verdict
from mtqa.render.index import index_csv, index_html, index_markdown
from mtqa.render.rows import rows_of

__all__ = ["folder_files"]

_UNFIT = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*%#&;`$'\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_LONGEST = 80


def folder_files(
    report: Report,
    suffix: str,
    render_one: Callable[[Report], str],
    *,
    verdicts: Mapping[str, Verdict] | None = None,
    decided: Mapping[str, int] | None = None,
) -> dict[str, str]:
    """Return file name → text: the articles' own reports, and for pages and Markdown an index."""
    names = _names([article.document.path for article in report.articles], suffix)
    files = {
        name: render_one(_alone(report, number, verdicts or {}))
        for number, name in enumerate(names)
    }
    if suffix not in (".html", ".md"):
        return files
    rows = rows_of(report, names, verdicts=verdicts, decided=decided)
    files["index.md"] = index_markdown(report, rows)
    if suffix == ".html":
        files["index.html"] = index_html(report, rows)
        files["index.csv"] = index_csv(rows)
    return files


def _alone(report: Report, number: int, verdicts: Mapping[str, Verdict]) -> Report:
    """Return the report of one article: its own incidents, its own verdict where there is one."""
    article = report.articles[number]
    path = article.document.path
    incidents = tuple(item for item in report.incidents if item.path in (None, path))
    verdict = verdicts.get(path, report.verdict)
    return replace(report, articles=(article,), incidents=incidents, verdict=verdict)


def _names(paths: list[str], suffix: str) -> list[str]:
    """Name a file for each article: its own stem where that is fit and free."""
    taken = {"index"}
    names = []
    for path in paths:
        last = path.replace("\\", "/").rsplit("/", 1)[-1]
        stem = _UNFIT.sub("-", last.rsplit(".", 1)[0]).strip(". -")[:_LONGEST] or "article"
        free, number = stem, 1
        while free.casefold() in taken:
            number += 1
            free = f"{stem}-{number}"
        taken.add(free.casefold())
        names.append(free + suffix)
    return names
