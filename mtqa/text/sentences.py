"""Sentences: sentencex finds the boundaries, a merge pass mends those after abbreviations."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import sentencex

from mtqa.core import Span

__all__ = ["split_sentences"]

_CHUNK = 20_000
_LONGEST = 40
_LAST_WORD = re.compile(r"([^\s(\[“\"'‘]+)\s*$")
_OPENER = re.compile(r"[\s\"“‘'(\[]*")
_CLOSERS = "\"”’')]»"


@cache
def _no_break(language: str) -> frozenset[str]:
    path = files("mtqa") / "data" / language / "abbreviations.txt"
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line and not line.startswith("#"))


def split_sentences(text: str, language: str = "en") -> list[Span]:
    """Return the sentences of a paragraph as ranges without surrounding white space.

    A sentence ends after its closing quotation mark; "Mr.", "U.S." before a name, initials and
    decimals do not end one.
    """
    spans: list[Span] = []
    for start, end in _bounds(text, language):
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        trimmed = Span(start + left, start + len(piece.rstrip()))
        if trimmed.start >= trimmed.end:
            continue
        if spans and _joins(text, spans[-1], trimmed, language):
            spans[-1] = Span(spans[-1].start, trimmed.end)
        else:
            spans.append(trimmed)
    return spans


def _bounds(text: str, language: str) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    base = 0
    while base < len(text):
        stop = _soft_stop(text, base)
        for found in sentencex.get_sentence_boundaries(language, text[base:stop]):
            bounds.append((base + found["start_index"], base + found["end_index"]))
        base = stop
    return bounds


def _soft_stop(text: str, base: int) -> int:
    """Cut absurdly long paragraphs at a space, so that time and memory stay bounded."""
    if len(text) - base <= _CHUNK:
        return len(text)
    space = text.rfind(" ", base + _CHUNK // 2, base + _CHUNK)
    return base + _CHUNK if space < 0 else space + 1


def _joins(text: str, left: Span, right: Span, language: str) -> bool:
    """Tell whether a boundary is none: no space, an abbreviation before, a small letter after."""
    if left.end == right.start:
        return True
    before, after = text[left.start : left.end], text[right.start : right.end]
    if all(char in _CLOSERS for char in after):
        return True
    first = after[_OPENER.match(after).end() :][:1]  # type: ignore[union-attr]
    if first.islower() and before[-1:] in _CLOSERS:
        return True
    word = _LAST_WORD.search(before[-_LONGEST:])
    if word is None or not before.endswith("."):
        return False
    if first.islower() and re.search(r"[.][a-z]*\.$|^[A-Za-z]{1,4}\.$", word.group(1)):
        return True
    return word.group(1) in _no_break(language) or bool(re.fullmatch(r"[A-Z]\.", word.group(1)))
