"""HTML, tag soup included: running text by block element, each character with its exact place."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from mtqa.core.text import Block
from mtqa.formats.builder import BlockBuilder
from mtqa.formats.html_tags import BLOCK, CODE, HEAD_ONLY, KINDS, SILENT, VOID

__all__ = ["read_blocks"]

_BLANK = " \t\r\n\f"
_RUN = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_NOTE_MARK = re.compile(
    r"<sup\b[^>]{0,200}>\s{0,9}(?:<a\b[^>]{0,300}>)?\s{0,9}[\[(]?(?:\d{1,3}|[*†‡a-z])[\])]?"
    r"\s{0,9}(?:</a>)?\s{0,9}</sup",
    re.IGNORECASE,
)
_DEPTH = 64
Attributes = list[tuple[str, str | None]]


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read the text of block elements; scripts, styles, code blocks and attributes are no text."""
    reader = _Reader(text)
    reader.feed(text)
    reader.close()
    reader.flush()
    return tuple(reader.blocks)


class _Open:
    """An element inside which text is skipped or protected, with how often its name is nested."""

    __slots__ = ("depth", "silent", "tag", "translate")

    def __init__(self, tag: str, silent: bool, translate: bool) -> None:
        self.tag, self.silent, self.translate, self.depth = tag, silent, translate, 1


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.block = BlockBuilder()
        self.blocks: list[Block] = []
        self.kind = "paragraph"
        self.open: list[_Open] = []
        self.line_break: int | None = None

    @property
    def silent(self) -> bool:
        return bool(self.open) and self.open[-1].silent

    def flush(self) -> None:
        """End the block."""
        block = self.block.take(self.kind)
        if block:
            self.blocks.append(block)
        self.line_break = None

    def _here(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column

    # Elements.

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self._leave_implicitly(tag)
        if tag == "br":
            self._break()
            return
        if tag in BLOCK:
            self.flush()
            self.kind = KINDS.get(tag, "paragraph")
        if tag not in VOID:
            self._enter(tag, attrs)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if tag in VOID or tag not in SILENT | CODE:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def _enter(self, tag: str, attrs: Attributes) -> None:
        for entry in self.open:
            entry.depth += entry.tag == tag
        if self.silent:
            if tag == "title" and self.open[-1].tag == "head":
                self._push(tag, False, True)
            return
        silent = tag in SILENT or (
            tag == "sup" and _NOTE_MARK.match(self.text, self._here()) is not None
        )
        before = self.open[-1].translate if self.open else True
        translate = before and tag not in CODE
        for name, value in attrs:
            if name == "translate":
                translate = (value or "yes").strip().lower() != "no" and tag not in CODE
            elif name == "class" and "notranslate" in (value or "").lower().split():
                translate = False
        if silent or translate != before:
            self._push(tag, silent, translate)

    def _push(self, tag: str, silent: bool, translate: bool) -> None:
        if len(self.open) < _DEPTH:
            self.open.append(_Open(tag, silent, translate))
        self._regard()

    def _regard(self) -> None:
        self.block.guarded = bool(self.open) and not self.open[-1].translate

    def _leave_implicitly(self, tag: str) -> None:
        """Close a head that the body's first element ends, and a paragraph that the next one ends."""
        if (self.open and self.open[-1].tag == "head" and tag not in HEAD_ONLY) or (
            self.open and self.open[-1].tag == "p" and tag in BLOCK
        ):
            self.open.pop()
        self._regard()

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCK:
            self.flush()
            self.kind = "paragraph"
        if tag in ("body", "html"):
            return
        for index in range(len(self.open) - 1, -1, -1):
            entry = self.open[index]
            if entry.tag == tag:
                entry.depth -= 1
                if entry.depth == 0:
                    del self.open[index:]
        self._regard()

    # Text.

    def _break(self) -> None:
        """End the block at a second line break; one alone may stand within a sentence."""
        if self.silent:
            return
        if self.line_break is not None:
            self.flush()
        self.line_break = self._here()

    def _begin(self, text: str) -> None:
        """Decide about a line break just before: a small letter goes on with the sentence."""
        if self.line_break is not None:
            if text[0].islower():
                self.block.space(self.line_break, 0)
                self.line_break = None
            else:
                self.flush()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        file = self._here()
        body = data.lstrip(_BLANK)
        if len(body) < len(data):
            self.block.space(file, len(data) - len(body))
            file += len(data) - len(body)
        if not body:
            return
        self._begin(body)
        trimmed = body.rstrip(_BLANK)
        at = 0
        for run in _RUN.finditer(trimmed):
            self.block.add(trimmed[at : run.start()], file + at)
            self.block.space(file + run.start(), run.end() - run.start())
            at = run.end()
        self.block.add(trimmed[at:] if at else trimmed, file + at)
        if len(trimmed) < len(body):
            self.block.space(file + len(trimmed), len(body) - len(trimmed))

    def handle_entityref(self, name: str) -> None:
        self._reference("&" + name)

    def handle_charref(self, name: str) -> None:
        self._reference("&#" + name)

    def _reference(self, written: str) -> None:
        if self.silent:
            return
        file = self._here()
        if self.text.startswith(";", file + len(written)):
            written += ";"
        plain = unescape(written)
        if not plain.strip(_BLANK):
            if plain:
                self.block.space(file, len(written))
            return
        self._begin(plain)
        self.block.add_as(plain, file, len(written))
