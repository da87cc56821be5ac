"""From blocks to segments: sentences with their tokens, and which spans are protected or quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mtqa.core import Block, Document, Segment, Span
from mtqa.text import split_sentences, tokenise

__all__ = ["quoted_spans", "segment_document", "segment_text"]

_OPENERS = {"“": "”", "«": "»", "„": "“”"}
_QUOTE = re.compile(r"[“”«»„\"]")


def segment_document(document: Document) -> Document:
    """Return the document with its segments."""
    segments: list[Segment] = []
    for number, block in document.iter_blocks():
        segments.extend(_segments(block, number, len(segments), document.language))
    return replace(document, segments=tuple(segments))


def segment_text(text: str, language: str = "en") -> Segment:
    """Make one segment of a text, as checks and tests want it."""
    return Segment(
        text,
        tokens=tokenise(text, language),
        quoted=tuple(quoted_spans(text)),
        language=language,
    )


def _segments(block: Block, number: int, first: int, language: str) -> Iterable[Segment]:
    quoted = quoted_spans(block.text)
    for offset, span in enumerate(split_sentences(block.text, language)):
        text = block.text[span.start : span.end]
        yield Segment(
            text,
            index=first + offset,
            block=number,
            start=span.start,
            kind="heading" if block.kind == "heading" else "sentence",
            tokens=tokenise(text, language),
            protected=tuple(_within(block.protected, span)),
            quoted=tuple(_within(quoted, span)),
            language=language,
            source=block.source,
        )


def _within(spans: Sequence[Span], frame: Span) -> Iterable[Span]:
    """Cut sorted spans to a frame and count from its start."""
    first = bisect_right(spans, frame.start, key=lambda span: span.end)
    for number in range(first, len(spans)):
        span = spans[number]
        if span.start >= frame.end:
            break
        low, high = max(span.start, frame.start), min(span.end, frame.end)
        if low < high:
            yield Span(low - frame.start, high - frame.start)


def quoted_spans(text: str) -> list[Span]:
    """Return the stretches between double quotation marks of one paragraph.

    An opening mark without its partner quotes to the end of the paragraph, as newspapers set a
    speech that goes on in the next one.
    """
    spans: list[Span] = []
    start, closers = -1, ""
    for match in _QUOTE.finditer(text):
        mark, at = match.group(), match.start()
        if start >= 0:
            if mark in closers:
                spans.append(Span(start, at))
                start = -1
        elif mark in _OPENERS:
            start, closers = at + 1, _OPENERS[mark]
        elif mark == '"':
            start, closers = at + 1, '"'
    if start >= 0:
        spans.append(Span(start, len(text)))
    return spans
