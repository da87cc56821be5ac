"""HTML, tag soup included: running text by block element, each character with its exact place."""

from __future__ import annotations

import re
from html import unescape

from mtqa.core.text import Block
from mtqa.formats.builder import BlockBuilder
from mtqa.formats.html_scan import Token, scan
from mtqa.formats.html_tags import BLOCK, CODE, HEAD_ONLY, KINDS, SILENT, VOID

__all__ = ["read_blocks"]

_BLANK = " \t\r\n\f"
_RUN = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_NOTE_MARK = re.compile(
    r"<sup\b[^>]{0,200}>\s{0,9}(?:<a\b[^>]{0,300}>)?\s{0,9}[\[(]?(?:\d{1,3}|[*†‡a-z])[\])]?"
    r"\s{0,9}(?:</a>)?\s{0,9}</sup",
    re.IGNORECASE,
)
_TRANSLATE = re.compile(r"""\stranslate\s*=\s*["']?\s*(yes|no)\b""", re.IGNORECASE)
_NOTRANSLATE = re.compile(
    r"""\sclass\s*=\s*(?:"[^"]*\bnotranslate\b|'[^']*\bnotranslate\b|notranslate\b)""",
    re.IGNORECASE,
)
_DEPTH = 64


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read the text of block elements; scripts, styles, code blocks and attributes are no text."""
    return _Reader(text).read()


class _Open:
    """An element inside which text is skipped or protected, with how often its name is nested."""

    __slots__ = ("depth", "silent", "tag", "translate")

    def __init__(self, tag: str, silent: bool, translate: bool) -> None:
        self.tag, self.silent, self.translate, self.depth = tag, silent, translate, 1


class _Reader:
    """Follows the scanner's tokens and fills blocks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.block = BlockBuilder()
        self.blocks: list[Block] = []
        self.kind = "paragraph"
        self.open: list[_Open] = []
        self.silent = False
        self.line_break: int | None = None

    def read(self) -> tuple[Block, ...]:
        act = {
            "text": self._data,
            "reference": self._reference,
            "start": self._start,
            "end": self._end,
        }
        for token in scan(self.text):
            if token.kind in act:
                act[token.kind](token)
        self._flush()
        return tuple(self.blocks)

    def _flush(self) -> None:
        block = self.block.take(self.kind)
        if block:
            self.blocks.append(block)
        self.line_break = None

    # Elements.

    def _start(self, token: Token) -> None:
        tag = token.name
        self._leave_implicitly(tag)
        if tag == "br":
            self._break(token.start)
            return
        if tag in BLOCK:
            self._flush()
            self.kind = KINDS.get(tag, "paragraph")
        closed = self.text[token.end - 2] == "/" and tag in SILENT | CODE
        if tag not in VOID and not closed:
            self._enter(token)

    def _enter(self, token: Token) -> None:
        tag = token.name
        for entry in self.open:
            entry.depth += entry.tag == tag
        if self.silent:
            if tag == "title" and self.open[-1].tag == "head":
                self._push(tag, False, True)
            return
        silent = tag in SILENT or (
            tag == "sup" and _NOTE_MARK.match(self.text, token.start) is not None
        )
        before = self.open[-1].translate if self.open else True
        translate = before and tag not in CODE
        written = self.text[token.start : token.end]
        if "translate" in written.lower():
            if named := _TRANSLATE.search(written):
                translate = named.group(1).lower() == "yes" and tag not in CODE
            translate = translate and not _NOTRANSLATE.search(written)
        if silent or translate != before:
            self._push(tag, silent, translate)

    def _push(self, tag: str, silent: bool, translate: bool) -> None:
        if len(self.open) < _DEPTH:
            self.open.append(_Open(tag, silent, translate))
        self._regard()

    def _regard(self) -> None:
        self.silent = bool(self.open) and self.open[-1].silent
        self.block.guarded = bool(self.open) and not self.open[-1].translate

    def _leave_implicitly(self, tag: str) -> None:
        """Close a head that the body's first element ends, and a paragraph that the next one ends."""
        last = self.open[-1].tag if self.open else ""
        if (last == "head" and tag not in HEAD_ONLY) or (last == "p" and tag in BLOCK):
            self.open.pop()
            self._regard()

    def _end(self, token: Token) -> None:
        tag = token.name
        if tag in BLOCK:
            self._flush()
            self.kind = "paragraph"
        if not self.open or tag in ("body", "html"):
            return
        for index in range(len(self.open) - 1, -1, -1):
            entry = self.open[index]
            if entry.tag == tag:
                entry.depth -= 1
                if entry.depth == 0:
                    del self.open[index:]
        self._regard()

    # Text.

    def _break(self, at: int) -> None:
        """End the block at a second line break; one alone may stand within a sentence."""
        if self.silent:
            return
        if self.line_break is not None:
            self._flush()
        self.line_break = at

    def _begin(self, text: str) -> None:
        """Decide about a line break just before: a small letter goes on with the sentence."""
        if self.line_break is None:
            return
        if text[0].islower():
            self.block.space(self.line_break, 0)
            self.line_break = None
        else:
            self._flush()

    def _data(self, token: Token) -> None:
        if self.silent:
            return
        data, file = self.text[token.start : token.end], token.start
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

    def _reference(self, token: Token) -> None:
        if self.silent:
            return
        plain = unescape(self.text[token.start : token.end])
        if plain.strip(_BLANK):
            self._begin(plain)
            self.block.add_as(plain, token.start, token.end - token.start)
        elif plain:
            self.block.space(token.start, token.end - token.start)
