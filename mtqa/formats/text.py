"""Plain text: which lines are paragraphs, which are wrapped ones, which are headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from mtqa.core.text import Block, Piece
from mtqa.formats.protect import protected_spans

__all__ = ["read_blocks"]

_LINE = re.compile(r"[^\r\n\f\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]{0,3}\s*\Z")
_BULLET = re.compile(r"[ \t]*(?:[-*•‣–—]|\d{1,3}[.)])[ \t]+(?=\S)")
_FIRST_WORD = re.compile(r"\s*(\S{0,60})")
# The end of a wrapped line: the newline with the indentation and trailing blanks about it.
_JOINT = re.compile(r"(?<![ \t])[ \t]*(?:\r\n|[\r\n\f\u2028\u2029])[ \t]*")
_ONE_NEWLINE = ("\n", "\r\n")
_ONE_JOINT = re.compile(r"[^\S\r\n\f\u2028\u2029]*(?:\r\n|[\r\n\f\u2028])[^\S\r\n\f\u2028\u2029]*")
_LONG, _NARROW, _SAMPLE = 120, 50, 5000


class _Line(NamedTuple):
    """A line that is not blank; ``apart`` when blank lines or the file's start stand before it."""

    start: int
    end: int
    text: str
    apart: bool


class _Layout(NamedTuple):
    """How the writer broke lines: ``wrapped`` at about ``width`` characters, or one per paragraph."""

    wrapped: bool
    width: int


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read the paragraphs of a plain text; a wrapped paragraph is one block."""
    layout = _measure(islice(_lines(text), _SAMPLE))
    blocks: list[Block] = []
    first = last = None
    for line in _lines(text):
        if first is None or last is None:
            first = last = line
        elif not line.apart and _continues(last, line, layout):
            last = line
        else:
            blocks.append(_block(text, first, last))
            first = last = line
    if first is not None and last is not None:
        blocks.append(_block(text, first, last))
    return tuple(blocks)


def _lines(text: str) -> Iterator[_Line]:
    end = 0
    for match in _LINE.finditer(text):
        start = match.start()
        if match.group().isspace():
            continue
        between = text[end:start]
        joined = between in _ONE_NEWLINE or _ONE_JOINT.fullmatch(between) is not None
        yield _Line(start, match.end(), match.group(), end == 0 or not joined)
        end = match.end()


def _measure(lines: Iterator[_Line]) -> _Layout:
    """Tell wrapped text from one paragraph (or sentence) a line."""
    total = long = followed = sentences = 0
    width = _NARROW
    before: _Line | None = None
    for line in lines:
        length = len(line.text)
        total += 1
        long += length > _LONG
        width = max(width, length) if length <= _LONG else width
        if before is not None and not line.apart:
            followed += 1
            sentences += bool(_ends_sentence(before.text))
        before = line
    wrapped = followed > 0 and sentences * 2 < followed and long * 5 < total
    return _Layout(wrapped, width)


def _ends_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line[-12:]) is not None


def _continues(before: _Line, line: _Line, layout: _Layout) -> bool:
    """Tell whether a line goes on with the paragraph of the line just before it."""
    if _BULLET.match(line.text):
        return False
    closed = _ends_sentence(before.text)
    word = _FIRST_WORD.match(line.text)
    opening = word.group(1) if word else ""
    if opening[:1].islower() and not closed:
        return layout.wrapped or len(before.text) > _NARROW
    if not layout.wrapped or len(before.text) > _LONG:
        return False
    room = layout.width - len(before.text) - 1 - len(opening)
    # A headline leaves much room on its line; a paragraph's last line leaves any at all.
    return room < 0 if closed else room < layout.width * 0.3


def _block(text: str, first: _Line, last: _Line) -> Block:
    bullet = _BULLET.match(first.text)
    start = first.start + (bullet.end() if bullet else _blank_before(first.text))
    end = last.end - (len(last.text) - len(last.text.rstrip()))
    plain, pieces = (
        (text[start:end], (Piece(0, start, end - start, end - start),))
        if first is last
        else _joined(text, start, end)
    )
    kind = "paragraph"
    if bullet:
        kind = "item"
    elif first is last and end - start <= _LONG and not _ends_sentence(plain):
        kind = "heading"
    return Block(plain, pieces, kind, protected_spans(plain))


def _blank_before(line: str) -> int:
    return len(line) - len(line.lstrip())


def _joined(text: str, start: int, end: int) -> tuple[str, tuple[Piece, ...]]:
    """Show every line joint as one space; only a joint of several characters needs its own piece."""
    parts: list[str] = []
    pieces: list[Piece] = []
    plain, at, run = 0, start, start
    for joint in _JOINT.finditer(text, start, end):
        low, high = joint.span()
        parts += (text[at:low], " ")
        at = high
        if high - low > 1:
            size = low - run
            pieces += (Piece(plain, run, size, size), Piece(plain + size, low, 1, high - low))
            plain, run = plain + size + 1, high
    parts.append(text[at:end])
    pieces.append(Piece(plain, run, end - run, end - run))
    return "".join(parts), tuple(pieces)
