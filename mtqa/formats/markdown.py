"""Markdown: the words a reader sees, mapped to where they stand; everything else is left alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import punctuation
from typing import Any

import pyromark

from mtqa.core.text import Block
from mtqa.formats.builder import BlockBuilder

__all__ = ["read_blocks"]

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | pyromark.Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    | pyromark.Options.ENABLE_GFM
)
_INLINE = {"Emphasis", "Strong", "Strikethrough", "Link", "Superscript", "Subscript"}
_SILENT = {"MetadataBlock", "HtmlBlock", "CodeBlock", "Image"}
_KINDS = {
    "Heading": "heading",
    "Item": "item",
    "TableCell": "cell",
    "BlockQuote": "quote",
    "FootnoteDefinition": "footnote",
}
_INDENT = re.compile(r"[ \t]*")
_QUOTE_PREFIX = re.compile(r"[ \t>]*")
_CODE_TAG = re.compile(r"<(/?)(?:code|kbd|samp|tt|var)\b", re.IGNORECASE)


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read headings, paragraphs, list items, cells, quotations and footnotes."""
    return _Reader(text).read()


def _offsets(text: str) -> Callable[[int], int]:
    """Return the way from byte offsets, which mostly rise, to code points."""
    if text.isascii():
        return lambda at: at
    data = text.encode()
    known_byte = known_point = 0

    def point(at: int) -> int:
        nonlocal known_byte, known_point
        if at >= known_byte:
            known_point += len(data[known_byte:at].decode())
        else:
            known_point -= len(data[at:known_byte].decode())
        known_byte = at
        return known_point

    return point


class _Reader:
    """Follows the parser's events and fills blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.point = _offsets(text)
        self.block = BlockBuilder()
        self.blocks: list[Block] = []
        self.kinds: list[str] = []
        self.silent = 0
        self.gap = False
        self.end = 0

    def read(self) -> tuple[Block, ...]:
        for event, place in pyromark.events_with_range(self.text, options=_OPTIONS):
            name, value = (event, None) if isinstance(event, str) else next(iter(event.items()))
            if name == "Start":
                self._open(_tag(value))
            elif name == "End":
                self._close(_tag(value))
            elif not self.silent:
                self._leaf(name, value, self.point(place["start"]), self.point(place["end"]))
        self._flush()
        return tuple(self.blocks)

    def _open(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent += 1
            self.gap = True
        if tag not in _INLINE and tag != "Image":
            self._flush()
            self.kinds.append(_KINDS.get(tag, ""))

    def _close(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent -= 1
        if tag not in _INLINE and tag != "Image":
            self._flush()
            self.kinds.pop()

    def _flush(self) -> None:
        kind = next((kind for kind in reversed(self.kinds) if kind), "paragraph")
        block = self.block.take(kind)
        if block:
            self.blocks.append(block)
        self.block.guarded = False
        self.gap = False

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Text":
            self._text(value, start, end)
        elif name in ("SoftBreak", "HardBreak"):
            self._line_end(start, end)
        elif name == "Code":
            guarded, self.block.guarded = self.block.guarded, True
            self.block.add_as(value, start, end - start)
            self.block.guarded = guarded
        elif name == "InlineHtml":
            self._inline_html(value, start)
        else:
            self.gap = True
        self.end = end

    def _text(self, value: str, start: int, end: int) -> None:
        if self.gap and not self.block.wants_space:
            # A footnote mark or an image stood between two spaces: the reader sees one.
            blank = len(value) - len(value.lstrip(" ")) if end - start == len(value) else 0
            value, start = value[blank:], start + blank
        self.gap = False
        if not value:
            return
        if end - start != len(value):
            self.block.add_as(value, start, end - start)
        elif start > self.end and self.text[start - 1] == "\\" and value[0] in punctuation:
            self.block.add_as(value[0], start - 1, 2)
            if value[1:]:
                self.block.add(value[1:], start + 1)
        else:
            self.block.add(value, start)

    def _line_end(self, start: int, end: int) -> None:
        """Take a line end with the prefix of the next line (indentation, ``>``) as one space."""
        prefix = _QUOTE_PREFIX if "quote" in self.kinds else _INDENT
        match = prefix.match(self.text, end)
        stop = match.end() if match else end
        before = self.text[self.end : start]
        begin = self.end if before.isspace() else start
        self.block.space(begin, stop - begin)

    def _inline_html(self, tag: str, start: int) -> None:
        if code := _CODE_TAG.match(tag):
            self.block.guarded = not code.group(1)
        elif tag[:3].lower() == "<br":
            self.block.space(start, 0)
        self.gap = True


def _tag(value: Any) -> str:
    return value if isinstance(value, str) else str(next(iter(value)))
