"""A block of running text put together run by run, so that markup readers share one way of mapping back."""

from __future__ import annotations

from mtqa.core.text import Block, Piece, Span
from mtqa.formats.protect import merge_spans, protected_spans

__all__ = ["BlockBuilder"]


class BlockBuilder:
    """Collects runs of plain text with their places in the file; ``take`` hands over the block.

    While ``guarded`` is true, what is added is protected.
    """

    __slots__ = ("_guarded_spans", "_length", "_parts", "_pending", "_pieces", "guarded")

    def __init__(self) -> None:
        self.guarded = False
        self._reset()

    def _reset(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._guarded_spans: list[Span] = []
        self._length = 0
        self._pending: tuple[int, int] | None = None

    @property
    def wants_space(self) -> bool:
        """Tell whether a space now would stand after a word (and not after another space)."""
        return bool(self._parts) and self._pending is None and not self._parts[-1].endswith(" ")

    def space(self, file: int, file_length: int) -> None:
        """Note white space; it becomes one plain space if text stands before and after it."""
        if self.wants_space:
            self._pending = (file, file_length)

    def add(self, text: str, file: int) -> None:
        """Add text that stands in the file character by character."""
        self.add_as(text, file, len(text))

    def add_as(self, text: str, file: int, file_length: int) -> None:
        """Add text that the file writes with ``file_length`` characters."""
        if self._pending is not None:
            (at, size), self._pending = self._pending, None
            spans = self._guarded_spans
            within = self.guarded and bool(spans) and spans[-1].end == self._length
            self._append(" ", at, size, within)
        self._append(text, file, file_length, self.guarded)

    def _append(self, text: str, file: int, file_length: int, guarded: bool) -> None:
        size = len(text)
        last = self._pieces[-1] if self._pieces else None
        verbatim = size == file_length
        if (
            last is not None
            and verbatim
            and last.length == last.file_length
            and last.file + last.length == file
        ):
            self._pieces[-1] = Piece(last.plain, last.file, last.length + size, last.length + size)
        else:
            self._pieces.append(Piece(self._length, file, size, file_length))
        self._parts.append(text)
        if guarded:
            self._guarded_spans.append(Span(self._length, self._length + size))
        self._length += size

    def take(self, kind: str) -> Block | None:
        """Return what was collected as a block, or nothing if it holds no text; begin anew."""
        text = "".join(self._parts)
        pieces, guarded = tuple(self._pieces), self._guarded_spans
        self._reset()
        if not text or text.isspace():
            return None
        protected = merge_spans([*protected_spans(text), *guarded])
        return Block(text, pieces, kind, protected)
