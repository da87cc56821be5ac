"""How a replacement is written in each format, so that a corrected word never becomes markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mtqa.core.text import Span

__all__ = ["Splice", "escaper"]


class Splice(NamedTuple):
    """A range of the file, the plain text to stand there and the kind of its block."""

    span: Span
    text: str
    kind: str


class Written(NamedTuple):
    """A range of the file and the characters to stand there."""

    start: int
    end: int
    text: str


def escaper(name: str) -> Callable[[str, Splice], Written]:
    """Return the escaping a document's ``escape`` names."""
    return _plain


def _plain(file: str, splice: Splice) -> Written:
    return Written(*splice.span, splice.text)
