"""One row per article, the same for every engine (``batch.schema.json`` describes it)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeAlias

from mtqa import formats
from mtqa.batch.item import Copy, Item
from mtqa.core import Article, Document, Incident
from mtqa.errors import InputError
from mtqa.linter import Linter
from mtqa.render.json import article_to_dict

__all__ = ["SCHEMA", "Row", "check_item", "copied_row", "document_of", "unjudged_row"]

SCHEMA = 1
Row: TypeAlias = dict[str, Any]


def check_item(linter: Linter, item: Item) -> Row:
    """Judge one article; whatever happens, a row comes of it."""
    if item.data is None:
        return unjudged_row(item, ())
    try:
        document = document_of(item)
        article, trouble = linter.check_document(document)
    except InputError as error:
        return unjudged_row(item, [Incident("input", error.message)])
    except Exception as error:
        what = f"judging it failed ({type(error).__name__}: {error})."
        return unjudged_row(item, [Incident("engine", what)])
    if item.reference is not None:
        article, wrong = _measured(article, item.reference)
        trouble = [*trouble, *wrong]
    return _row(item, article, trouble)


def document_of(item: Item) -> Document:
    """Read an item; its source side is set beside its blocks where they pair line by line."""
    data = item.data or b""
    document = formats.read_bytes(data, path=item.path, format=item.format, encoding=item.encoding)
    lines = [line for line in (item.source or "").splitlines() if line.strip()]
    if len(lines) != len(document.blocks):
        return document
    pairs = zip(document.blocks, lines, strict=True)
    return replace(document, blocks=tuple(replace(block, source=line) for block, line in pairs))


def _measured(article: Article, reference: str) -> tuple[Article, list[Incident]]:
    from mtqa.scoring.reference import compare, paired_lines

    try:
        rows = paired_lines(
            article.document.text, article.corrected_all, reference, place="reference"
        )
    except InputError as error:
        return article, [Incident("reference", error.message, fatal=False)]
    if not rows[0]:
        return article, []
    return replace(article, metrics=compare(*rows)), []


def _row(item: Item, article: Article, trouble: Iterable[Incident]) -> Row:
    whole = article_to_dict(article)
    incidents = [*_problems(item), *map(_incident, trouble)]
    score = whole["score"]
    return {
        "schema": SCHEMA,
        **_head(item),
        "judged": not any(incident["fatal"] for incident in incidents),
        "duplicate_of": None,
        "language": whole["language"],
        "words": whole["words"],
        "segments": whole["segments"],
        "quality": score["quality"],
        "penalty_per_1000_words": score["penalty_per_1000_words"],
        "enough_text": score["enough_text"],
        "findings": whole["findings"],
        "suppressed": whole["suppressed"],
        "corrected": whole["corrected"],
        "corrected_all": whole["corrected_all"],
        "metrics": whole["metrics"] or None,
        "incidents": incidents,
    }


def unjudged_row(item: Item, trouble: Iterable[Incident]) -> Row:
    """Return the row of an article that could not be judged: its incidents say why."""
    return {
        "schema": SCHEMA,
        **_head(item),
        "judged": False,
        "duplicate_of": None,
        "language": None,
        "words": 0,
        "segments": 0,
        "quality": None,
        "penalty_per_1000_words": None,
        "enough_text": False,
        "findings": [],
        "suppressed": [],
        "corrected": None,
        "corrected_all": None,
        "metrics": None,
        "incidents": [*_problems(item), *map(_incident, trouble)],
    }


def copied_row(item: Item, copy: Copy, original: Row) -> Row:
    """Return the row of a duplicate: all but its name is the first one's."""
    shared = [one for one in original["incidents"] if one["kind"] != "item"]
    incidents = [*_problems(item), *shared]
    return {**original, **_head(item), "duplicate_of": copy.id, "incidents": incidents}


def _head(item: Item) -> Row:
    path = None if item.path == "-" else item.path
    return {"id": item.id, "row": item.row, "path": path, "format": item.format}


def _problems(item: Item) -> list[Row]:
    return [
        {"kind": "item", "message": p.message, "check": None, "line": None, "fatal": p.fatal}
        for p in item.problems
    ]


def _incident(incident: Incident) -> Row:
    return {
        "kind": incident.kind,
        "message": incident.message,
        "check": incident.check,
        "line": incident.line,
        "fatal": incident.fatal,
    }
