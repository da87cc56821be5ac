"""Finding glossary forms in a text: whole words, longest first, with exact code-point offsets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mtqa.core import Segment, Token
from mtqa.glossary.forms import ARTICLES, HYPHENS
from mtqa.glossary.guards import case_fits, inside_name, reads_as_clause

__all__ = ["Hit", "Matcher"]

_CLITIC = "'s"


class Hit(NamedTuple):
    """A shape that fits: ``at`` are the positions of its words among the segment's tokens."""

    start: int
    end: int
    shape: int
    at: tuple[int, ...]


class Matcher:
    """Walks the tokens once; the first two words of a form decide whether to look closer."""

    def __init__(self, shapes: Sequence[str], index: Mapping[str, str]) -> None:
        self._shapes, self._index = shapes, index
        self._read: dict[int, Sequence[Any]] = {}
        self._rows: dict[str, Mapping[str, list[int]] | None] = {}

    def shape(self, number: int) -> Sequence[Any]:
        """Return a row, read from its text the first time."""
        row = self._read.get(number)
        if row is None:
            row = self._read[number] = json.loads(self._shapes[number])
        return row

    def _row(self, first: str) -> Mapping[str, list[int]] | None:
        text = self._index.get(first)
        row = self._rows[first] = None if text is None else json.loads(text)
        return row

    def hits(self, segment: Segment) -> Iterator[Hit]:
        """Yield every shape that fits, with its capitals and outside protected text."""
        tokens = segment.tokens
        rows = self._rows
        for start, token in enumerate(tokens):
            lower = token.form.lower
            row = rows[lower] if lower in rows else self._row(lower)
            if row is not None:
                yield from self._from(segment, tokens, start, row)

    def _from(
        self, segment: Segment, tokens: Sequence[Token], start: int, row: Mapping[str, list[int]]
    ) -> Iterator[Hit]:
        numbers = list(row.get("", ()))
        for following in _followers(tokens, start):
            numbers += row.get(tokens[following].form.lower, ())
        for number in numbers:
            shape = self.shape(number)
            at = _fit(shape, tokens, start)
            if at is not None and self._allowed(segment, shape, at):
                yield Hit(tokens[at[0]].start, tokens[at[-1]].end, number, at)

    def _allowed(self, segment: Segment, shape: Sequence[Any], at: tuple[int, ...]) -> bool:
        tokens = segment.tokens
        start, end = tokens[at[0]].start, tokens[at[-1]].end
        if any(span.start < end and start < span.end for span in segment.protected):
            return False
        return (
            case_fits(shape, tokens, at)
            and not reads_as_clause(shape, tokens, at)
            and not inside_name(shape, tokens, at)
        )


def _followers(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """Yield the places where the next word of a form may stand."""
    following = at + 1
    if following >= len(tokens):
        return
    yield following
    if _skipped(tokens, following):
        following += 1
        yield following
    if tokens[following].form.lower in ARTICLES and following + 1 < len(tokens):
        yield following + 1


def _skipped(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token joins its neighbours: a tight hyphen, or a possessive ending."""
    if at + 1 >= len(tokens):
        return False
    token = tokens[at]
    if token.text in HYPHENS:
        return token.start == tokens[at - 1].end and tokens[at + 1].start == token.end
    return token.form.lower == _CLITIC


def _fit(shape: Sequence[Any], tokens: Sequence[Token], start: int) -> tuple[int, ...] | None:
    """Return where the words of a shape stand from ``start`` on, or ``None``."""
    words, gaps = shape[3], shape[4]
    at = [start]
    for word, gap in zip(words[1:], gaps[1:], strict=True):
        for following in _followers(tokens, at[-1]):
            lower = tokens[following].form.lower
            if len(words) < 3 and tokens[following - 1].form.lower == _CLITIC != lower:
                continue
            if lower in word and (
                gap or following == at[-1] + 1 or not _article(tokens, following)
            ):
                at.append(following)
                break
        else:
            return None
    return tuple(at)


def _article(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word stands after an article that was passed over."""
    return tokens[at - 1].form.lower in ARTICLES
