"""An article and its findings as the desk's scripts read them: offsets in UTF-16, edits worked out."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from mtqa.core import Article, Block, Document, Edit, Finding, Report, Segment, Severity
from mtqa.decisions.record import text_hash
from mtqa.engine.correct import repair
from mtqa.render.desk.encoding import encoding_data
from mtqa.render.words import causes, label, odds, percent

__all__ = ["article_data", "article_key", "title_of"]

_ARTICLE = re.compile(r"(?:^|(?<=[\s(“\"‘'—-]))[Aa]n?\s+[“\"‘']?$")
_LONGEST_TITLE = 160


class Units:
    """Code points of a text counted in UTF-16 units, as JavaScript counts them."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [i for i, c in enumerate(text) if c > "\uffff"]

    def __call__(self, at: int) -> int:
        return at + bisect_left(self._wide, at) if self._wide else at


def article_key(article: Article, signature: str) -> str:
    """Return the fingerprint of one article's report: same text, findings and settings."""
    parts = [signature, text_hash(article.document), *(f.fingerprint for f in article.findings)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def title_of(document: Document) -> str:
    """Return the first heading, else the name of the file."""
    for block in document.blocks:
        if block.kind == "heading" and block.text.strip():
            return " ".join(block.text.split())[:_LONGEST_TITLE]
    return document.path.replace("\\", "/").rsplit("/", 1)[-1] or document.path


def article_data(article: Article, report: Report) -> dict[str, Any]:
    """Return everything the desk needs of one article as plain values."""
    document = article.document
    units = [Units(block.text) for block in document.blocks]
    touched = {document.segments[finding.segment].block for finding in article.findings}
    file_units = Units(document.text)
    return {
        "key": article_key(article, str(report.signature)),
        "path": document.path,
        "name": document.path.replace("\\", "/").rsplit("/", 1)[-1] or "article",
        "title": title_of(document),
        "sha256": text_hash(document),
        "format": document.format,
        "escape": document.escape,
        "language": document.language,
        "signature": str(report.signature),
        "text": document.text,
        **encoding_data(article),
        "blocks": [
            _block(block, units[number], file_units, number in touched)
            for number, block in document.iter_blocks()
        ],
        "segments": [_segment(segment, units[segment.block]) for segment in document.segments],
        "findings": [
            _finding(finding, document.segments[finding.segment], units)
            for finding in article.findings
        ],
    }


def _block(block: Block, units: Units, file_units: Units, touched: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": block.kind, "text": block.text}
    if touched:
        data["pieces"] = [
            [
                units(piece.plain),
                file_units(piece.file),
                units(piece.plain + piece.length) - units(piece.plain),
                file_units(piece.file + piece.file_length) - file_units(piece.file),
            ]
            for piece in block.pieces
        ]
        data["protected"] = [[units(span.start), units(span.end)] for span in block.protected]
    return data


def _segment(segment: Segment, units: Units) -> list[Any]:
    start, end = segment.start, segment.start + len(segment.text)
    data: list[Any] = [segment.block, units(start), units(end)]
    return [*data, segment.source] if segment.source else data


def _finding(finding: Finding, segment: Segment, units: list[Units]) -> dict[str, Any]:
    own = units[segment.block]
    return {
        "id": finding.fingerprint,
        "check": finding.check,
        "label": label(finding.check),
        "entry": finding.entry,
        "category": finding.category,
        "severity": (finding.severity or Severity.MINOR).value,
        "tier": finding.tier.value,
        "sure": f"{percent(finding.confidence)}, {odds(finding.confidence)}",
        "message": finding.message,
        "causes": [cause._asdict() for cause in causes(finding)],
        "evidence": [{"from": item.source, "detail": item.detail} for item in finding.evidence],
        "segment": finding.segment,
        "start": own(segment.start + finding.start),
        "end": own(segment.start + finding.end),
        "line": finding.line,
        "quoted": finding.quoted,
        "options": list(_options(finding, segment, own)),
        "frame": _frame(finding, segment, own),
    }


def _options(finding: Finding, segment: Segment, own: Units) -> Iterable[dict[str, Any]]:
    for item in finding.suggestions:
        edit = repair(segment, finding, item.text)
        yield {
            "text": item.text,
            "safe": item.safety.value == "safe",
            "sure": percent(item.confidence) if item.confidence else "",
            "edit": _edit(edit, own),
        }


def _edit(edit: Edit, own: Units) -> list[Any]:
    return [own(edit.start), own(edit.end), edit.text]


def _frame(finding: Finding, segment: Segment, own: Units) -> list[Any]:
    """Return what a rewrite replaces: the span, and the "a" or "an" before it."""
    before = _ARTICLE.search(segment.text[: finding.start])
    start = before.start() if before else finding.start
    edit = Edit(0, start, finding.end, segment.text[start : finding.end])
    if finding.suggestions:
        best = repair(segment, finding, finding.suggestions[0].text)
        low, high = best.start - segment.start, best.end - segment.start
        start, end = min(start, low), max(finding.end, high)
        text = segment.text[start:low] + best.text + segment.text[high:end]
        edit = Edit(0, start, end, text)
    return [own(segment.start + edit.start), own(segment.start + edit.end), edit.text]
