"""The text under judgement as values: spans, words, segments, documents and the way back to the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

__all__ = [
    "Annotations",
    "Block",
    "Document",
    "Edit",
    "Piece",
    "Segment",
    "Span",
    "Token",
    "WordForm",
]


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a code point (an empty span overlaps where it lies inside)."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class WordForm:
    """What a dictionary knows of one lower-case form: its possible lemmas and Penn tags.

    ``readings`` pairs a lemma with a tag, e.g. ``(("brand", "NNS"), ("brand", "VBZ"))``; it is
    empty for a word the dictionary does not have.
    """

    lower: str
    readings: tuple[tuple[str, str], ...] = ()
    lemmas: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Tell whether the dictionary has the form."""
        return bool(self.readings)


class Token(NamedTuple):
    """A word, number or punctuation mark with its place in the segment."""

    start: int
    end: int
    text: str
    form: WordForm
    is_word: bool

    @property
    def lower(self) -> str:
        """The lower-case form with straight apostrophes."""
        return self.form.lower


@dataclass(frozen=True, slots=True)
class Annotations:
    """What the models wrote on a segment; a field is ``None`` where its model did not run.

    ``wrong`` holds one probability in [0, 1] per word token (``is_word``), ``surprisal`` nats per
    word token, ``language`` an ISO 639-1 code with its probability.
    """

    wrong: tuple[float, ...] | None = None
    surprisal: tuple[float, ...] | None = None
    language: tuple[str, float] | None = None
    extra: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or headline as plain text.

    ``start`` is its offset in its block's plain text, ``block`` the index of that block,
    ``protected`` spans must not be touched (code, URLs), ``quoted`` spans stand inside quotation
    marks. ``source`` is the source side where the format has one.
    """

    text: str
    index: int = 0
    block: int = 0
    start: int = 0
    kind: str = "sentence"
    tokens: tuple[Token, ...] = ()
    protected: tuple[Span, ...] = ()
    quoted: tuple[Span, ...] = ()
    language: str = "en"
    source: str | None = None
    notes: Annotations = field(default_factory=Annotations)

    @property
    def words(self) -> list[Token]:
        """The tokens that are words or numbers."""
        return [token for token in self.tokens if token.is_word]


class Piece(NamedTuple):
    """A run of plain text and where it stands in the decoded file.

    ``file_length`` differs from ``length`` where the file writes a character otherwise, e.g. the
    five code points ``&amp;`` for one; such a piece is replaced whole or not at all.
    """

    plain: int
    file: int
    length: int
    file_length: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or cell: one stretch of running text."""

    text: str
    pieces: tuple[Piece, ...]
    kind: str = "paragraph"
    protected: tuple[Span, ...] = ()
    source: str | None = None

    def to_file(self, start: int, end: int) -> list[Span]:
        """Map a plain range to file ranges, in order; more than one where markup lies between."""
        if start == end:
            return [self._point(start)]
        spans: list[Span] = []
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece.plain) - 1)
        for piece in self.pieces[first:]:
            if piece.plain >= end:
                break
            span = _clip(piece, start, end)
            if span is None:
                continue
            if spans and spans[-1].end == span.start:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        return spans

    def _point(self, at: int) -> Span:
        """Place an insertion: after the character before it where there is one."""
        if not self.pieces:
            return Span(0, 0)
        index = bisect_left(self.pieces, at, key=lambda piece: piece.plain) - 1
        if index < 0:
            return Span(self.pieces[0].file, self.pieces[0].file)
        piece = self.pieces[index]
        inside = at - piece.plain < piece.length and piece.length == piece.file_length
        place = piece.file + (at - piece.plain if inside else piece.file_length)
        return Span(place, place)


def _clip(piece: Piece, start: int, end: int) -> Span | None:
    low, high = max(start, piece.plain), min(end, piece.plain + piece.length)
    if low >= high:
        return None
    if piece.length != piece.file_length:
        return Span(piece.file, piece.file + piece.file_length)
    return Span(piece.file + low - piece.plain, piece.file + high - piece.plain)


class Edit(NamedTuple):
    """A replacement in the plain text of one block."""

    block: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """One article: the decoded file, its running text in blocks, and how to write it back.

    ``text`` is the file exactly as decoded (newlines as they stand); ``encoding`` is a Python
    codec name, ``bom`` the bytes before the text. ``escape`` names how a replacement must be
    written in this format: ``plain``, ``html`` or ``markdown``.
    """

    path: str
    text: str
    blocks: tuple[Block, ...]
    format: str = "text"
    encoding: str = "utf-8"
    bom: bytes = b""
    language: str = "en"
    escape: str = "plain"
    segments: tuple[Segment, ...] = ()

    def iter_blocks(self) -> Iterator[tuple[int, Block]]:
        """Yield blocks with their index."""
        return enumerate(self.blocks)

    def file_spans(self, segment: Segment, start: int, end: int) -> list[Span]:
        """Map a range in a segment to ranges in ``text``."""
        return self.blocks[segment.block].to_file(segment.start + start, segment.start + end)
