"""HTML cut into tags, references and text, exactly and in linear time: html.parser is quadratic on soup.

(On CPython 3.11.7, 150 kB of ``<a <a <a`` keep ``html.parser`` busy for minutes, and what it makes
of soup differs from one Python to the next.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Token", "scan"]


class Token(NamedTuple):
    """A ``text``, ``reference``, ``start``, ``end`` or ``other`` stretch; ``name`` is the element's."""

    kind: str
    start: int
    end: int
    name: str = ""


# A quotation mark counts only after an equals sign, so that a stray one does not swallow the page.
_START = re.compile(
    r"""<([a-zA-Z][^\s/>]*+)(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)*+>"""
)
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*+)")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,20}|#[xX][0-9a-fA-F]{1,20}|[A-Za-z][A-Za-z0-9]{1,40});?")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
_TRIES = 50


def scan(text: str) -> Iterator[Token]:
    """Yield the tokens of a page in order, without gaps but for the inside of scripts and styles."""
    return _Scanner(text).tokens()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.last: dict[str, int] = {}
        self.failed = 0
        self.xml = text[:200].lstrip().startswith("<?xml") or "XHTML" in text[:300]

    def tokens(self) -> Iterator[Token]:
        at, size = 0, len(self.text)
        while at < size:
            low = self.text.find("<", at)
            low = size if low < 0 else low
            yield from self._text(at, low)
            at = low
            if low < size:
                token = self._markup(low)
                yield token
                at = token.end
                if token.kind == "start" and token.name in _RAW:
                    raw_end = self._raw_end(token)
                    if token.name == "title":
                        yield from self._text(at, raw_end)
                    at = raw_end

    def _text(self, start: int, end: int) -> Iterator[Token]:
        at = start
        if self.text.find("&", start, end) >= 0:
            for match in _REFERENCE.finditer(self.text, start, end):
                if match.start() > at:
                    yield Token("text", at, match.start())
                yield Token("reference", *match.span())
                at = match.end()
        if at < end:
            yield Token("text", at, end)

    def _markup(self, at: int) -> Token:
        """Read what begins with ``<``; where nothing does, the sign is text."""
        following = self.text[at + 1 : at + 2]
        if following.isascii() and following.isalpha():
            return self._start_tag(at)
        if following == "/":
            end = self._after(">", at)
            if end and (match := _NAME.match(self.text, at)):
                return Token("end", at, end, match.group(1).lower())
            return Token("other", at, end) if end else Token("text", at, at + 1)
        if following in ("!", "?"):
            return Token("other", at, self._declaration_end(at))
        return Token("text", at, at + 1)

    def _start_tag(self, at: int) -> Token:
        match = _START.match(self.text, at) if self.failed < _TRIES else None
        if match:
            return Token("start", at, match.end(), match.group(1).lower())
        self.failed += 1
        end = self._after(">", at)
        if end and (name := _NAME.match(self.text, at)):
            return Token("start", at, end, name.group(1).lower())
        return Token("text", at, at + 1)

    def _declaration_end(self, at: int) -> int:
        size = len(self.text)
        if self.text.startswith("<!--", at):
            if self.text.startswith((">", "->"), at + 4):
                return self._after(">", at) or size
            return self._after("-->", at + 4) or size
        for opening, closing in (("<![CDATA[", "]]>"), ("<?php", "?>"), ("<?=", "?>")):
            if self.text.startswith(opening, at) and (end := self._after(closing, at)):
                return end
        return self._after(">", at) or size

    def _after(self, mark: str, at: int) -> int:
        """Return the place after the next ``mark``, or nought; a failure costs nothing."""
        if mark not in self.last:
            self.last[mark] = self.text.rfind(mark)
        return self.text.find(mark, at) + len(mark) if at <= self.last[mark] else 0

    def _raw_end(self, tag: Token) -> int:
        """Return where the raw text of a script, style or title ends."""
        if self.xml and self.text[tag.end - 2] == "/":
            return tag.end
        key = f"</{tag.name}"
        if self.last.get(key, 0) < 0:
            return tag.end if tag.name == "title" else len(self.text)
        match = _RAW[tag.name].search(self.text, tag.end)
        if match:
            return match.start()
        self.last[key] = -1
        return tag.end if tag.name == "title" else len(self.text)
