"""Checking many paths with progress on stderr once it takes more than a second."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

    from mtqa.api import Linter
    from mtqa.config import Config
    from mtqa.core import Article, Document, Incident, Report

__all__ = ["check_paths", "progress", "read_any"]

STDIN_LIMIT = 64 * 1024 * 1024


def check_paths(
    paths: Sequence[str],
    config: Config,
    *,
    input_format: str | None = None,
    reference: str | None = None,
) -> Report:
    """Check paths and ``-``; what cannot be read is an incident in the report."""
    from mtqa.api import Linter
    from mtqa.errors import UsageError

    if reference is not None and len(paths) != 1:
        raise UsageError("--reference goes with one article.")
    linter = Linter(config)
    articles, incidents = _judged(linter, paths, config, input_format)
    articles = _against_baseline(articles, config, incidents)
    if reference is not None and articles:
        articles = [_measured(articles[0], reference)]
    return linter.report(articles, incidents)


def _judged(
    linter: Linter, paths: Sequence[str], config: Config, input_format: str | None
) -> tuple[list[Article], list[Incident]]:
    from mtqa.core import Incident
    from mtqa.errors import InputError

    articles: list[Article] = []
    incidents: list[Incident] = []
    gc.disable()  # Loading makes a million lasting objects: going over them again halves the speed.
    for path in progress(paths):
        if articles and not gc.isenabled():
            gc.freeze()
            gc.enable()
        try:
            document = read_any(path, config, input_format)
        except InputError as error:
            incidents.append(Incident("input", error.message, path=error.place or path))
            continue
        article, trouble = linter.check_document(document)
        articles.append(article)
        incidents.extend(trouble)
    gc.enable()
    return articles, incidents


def read_any(path: str, config: Config, input_format: str | None = None) -> Document:
    """Read a file, or standard input for ``-``."""
    from mtqa import formats
    from mtqa.errors import InputError

    if path != "-":
        return formats.read_file(path, format=input_format, encoding=config.encoding)
    data = sys.stdin.buffer.read(STDIN_LIMIT + 1)
    if len(data) > STDIN_LIMIT:
        raise InputError("standard input is over 64 MB; put it into files.", place="-")
    return formats.read_bytes(
        data, path="-", format=input_format or "text", encoding=config.encoding
    )


def _against_baseline(
    articles: list[Article], config: Config, incidents: list[Incident]
) -> list[Article]:
    from mtqa.core import Incident
    from mtqa.errors import UsageError

    if config.baseline is None:
        if config.new_only:
            raise UsageError("--new-only wants --baseline FILE.")
        return articles
    from mtqa.baseline import load, mark, put_aside

    marked, stale = mark(articles, load(Path(config.baseline)))
    if stale:
        count = stale.total()
        are = "finding of the baseline is" if count == 1 else "findings of the baseline are"
        gone = f"{count} {are} gone; `mtqa baseline prune` forgets what is gone."
        incidents.append(Incident("baseline", gone, path=config.baseline, fatal=False))
    return [put_aside(article) for article in marked] if config.new_only else marked


def _measured(article: Article, reference: str) -> Article:
    from dataclasses import replace

    from mtqa import formats
    from mtqa.scoring.reference import compare, paired_lines

    text = formats.read_file(reference).text
    rows = paired_lines(article.document.text, article.corrected_all, text, place=reference)
    return replace(article, metrics=compare(*rows))


def progress(paths: Sequence[str]) -> Iterator[str]:
    """Yield the paths; show a bar on a terminal after a second, never in CI."""
    quiet = not sys.stderr.isatty() or bool(os.environ.get("CI"))
    started, bar = time.monotonic(), None
    for number, path in enumerate(paths):
        if bar is None and not quiet and time.monotonic() - started > 1:
            bar = _bar(len(paths))
        if bar is not None:
            bar.update(bar.task_ids[0], completed=number, description=Path(path).name)
        yield path
    if bar is not None:
        bar.stop()


def _bar(total: int) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("checking", total=total)
    bar.start()
    return bar
