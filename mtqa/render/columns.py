"""One converter between code points, UTF-16 code units and UTF-8 bytes: formats count differently."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

__all__ = ["Lines", "Position", "utf8_length", "utf16_length"]

_LINE_END = re.compile(r"\r\n|\r|\n")


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 code units (LSP, LanguageTool)."""
    return len(text) + sum(ord(char) > 0xFFFF for char in text)


def utf8_length(text: str) -> int:
    """Return the number of UTF-8 bytes (reviewdog)."""
    return len(text.encode("utf-8", "surrogatepass"))


class Position(NamedTuple):
    """A 1-based line and the 1-based column in each unit."""

    line: int
    column: int
    utf16: int
    utf8: int


class Lines:
    """The lines of one file, asked for positions by code-point offset."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def at(self, offset: int) -> Position:
        """Return the position of a code-point offset (clamped to the file)."""
        offset = max(0, min(offset, len(self._text)))
        line = bisect_right(self._starts, offset)
        before = self._text[self._starts[line - 1] : offset]
        return Position(line, len(before) + 1, utf16_length(before) + 1, utf8_length(before) + 1)

    def text_of(self, line: int) -> str:
        """Return a 1-based line without its end."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")
