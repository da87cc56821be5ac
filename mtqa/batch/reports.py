"""The files beside the shards: summary.json, summary.md, and desks of the worst articles."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from mtqa.batch.inputs import Source
from mtqa.batch.item import Item
from mtqa.batch.manifest import Manifest
from mtqa.batch.rows import document_of
from mtqa.batch.summary import Summary, summarise, to_json, to_markdown
from mtqa.config import Config
from mtqa.core import Article, Incident
from mtqa.linter import Linter

__all__ = ["write_reports"]

_LISTED = 20


def write_reports(
    desks: int, source: Source, linter: Linter, manifest: Manifest, config: Config
) -> Summary:
    """Sum up the finished shards; with ``desks``, write that many worst articles for editors."""
    from mtqa.formats import write_file

    folder = manifest.folder
    shards = [folder / manifest.shards[n].file for n in sorted(manifest.shards)]
    summary = summarise(shards, max(desks, _LISTED))
    head = {
        "input": manifest.job["input"],
        "signature": manifest.judged["signature"],
        "run_incidents": [item.message for item in linter.models[2]],
    }
    write_file(str(folder / "summary.json"), to_json(summary, head).encode("utf-8", "replace"))
    write_file(str(folder / "summary.md"), to_markdown(summary, head).encode("utf-8", "replace"))
    shutil.rmtree(folder / "desks", ignore_errors=True)
    if desks and summary.worst:
        _write_desks(summary, desks, source, linter, folder / "desks")
    return summary


def _write_desks(
    summary: Summary, desks: int, source: Source, linter: Linter, folder: Path
) -> None:
    from mtqa.formats import write_file
    from mtqa.render import render_folder

    wanted = {row: (place, name) for place, (_, row, name, _) in enumerate(summary.worst[:desks])}
    found: dict[int, tuple[Article, list[Incident]]] = {}
    for item in source.items():
        if item.row in wanted:
            place, name = wanted[item.row]
            found[place] = _article(item, name, linter)
            if len(found) == len(wanted):
                break
    articles = [found[place][0] for place in sorted(found)]
    incidents = [one for place in sorted(found) for one in found[place][1]]
    report = linter.report(articles, incidents)
    folder.mkdir()
    for name, text in render_folder(report, "html").items():
        write_file(str(folder / name), text.encode("utf-8", "replace"))


def _article(item: Item, name: str, linter: Linter) -> tuple[Article, list[Incident]]:
    article, incidents = linter.check_document(document_of(item))
    path = name if item.path == "-" else item.path
    return replace(article, document=replace(article.document, path=path)), [
        replace(one, path=path) for one in incidents
    ]
