"""Corrections put into the file so that only their own words change and every tag stays where it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from mtqa.core.text import Block, Document, Edit, Span
from mtqa.errors import OutputError
from mtqa.formats.escape import Splice, escaper
from mtqa.formats.registry import format_named

__all__ = ["write_text"]

_TOKEN = re.compile(r"\s+|\w+(?:['’]\w+)*|[^\w\s]")
_MANY = 400


def write_text(document: Document, edits: Sequence[Edit]) -> str:
    """Return the whole text of the file with the edits made.

    Raises ValueError where edits overlap, lie outside their block or change a protected span,
    and OutputError where the new text could not stand in the markup as it is.
    """
    ordered = _checked(document, edits)
    splices: list[Splice] = []
    for edit in ordered:
        block = document.blocks[edit.block]
        for small in _smallest(block, edit):
            splices += _splices(block, small)
    text = _spliced(document, sorted(splices, key=lambda splice: splice.span.start))
    if ordered and document.escape != "plain":
        _prove(document, ordered, text)
    return text


def _spliced(document: Document, splices: Iterable[Splice]) -> str:
    escape = escaper(document.escape)
    parts: list[str] = []
    at = 0
    for splice in splices:
        start, end, text = escape(document.text, splice)
        if start < at:
            raise ValueError(f"two edits change {document.text[start:at]!r} in {document.path}")
        parts += (document.text[at:start], text)
        at = end
    parts.append(document.text[at:])
    return "".join(parts)


def _prove(document: Document, edits: Iterable[Edit], text: str) -> None:
    """Read the new file again: it must say what was meant, and nothing has become markup."""
    meant = [block.text for block in document.blocks]
    for edit in sorted(edits, reverse=True):
        whole = meant[edit.block]
        meant[edit.block] = whole[: edit.start] + edit.text + whole[edit.end :]
    said = [block.text for block in format_named(document.format).reader()(text)]
    if _letters(meant) != _letters(said):
        raise OutputError(
            "The corrections cannot be written without changing the markup; nothing was written.",
            place=document.path,
        )


def _letters(texts: Iterable[str]) -> str:
    return "".join("".join(text.split()) for text in texts)


def _checked(document: Document, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits in file order, or say which cannot be made."""
    ordered = sorted(edits, key=lambda edit: (edit.block, edit.start, edit.end))
    before: Edit | None = None
    for edit in ordered:
        if not 0 <= edit.block < len(document.blocks):
            raise ValueError(f"{document.path} has no block {edit.block}")
        if not 0 <= edit.start <= edit.end <= len(document.blocks[edit.block].text):
            raise ValueError(f"{edit} lies outside its block")
        if before and before.block == edit.block:
            same_point = before.start == before.end == edit.start == edit.end
            if edit.start < before.end or same_point:
                raise ValueError(f"{edit} overlaps {before}")
        before = edit
    return ordered


def _smallest(block: Block, edit: Edit) -> Iterator[Edit]:
    """Split an edit into the words it really changes, so that the others keep their markup."""
    old = _TOKEN.findall(block.text[edit.start : edit.end])
    new = _TOKEN.findall(edit.text)
    at = edit.start
    for same, low, high, text in _changes(old, new):
        end = at + sum(map(len, old[low:high]))
        if not same:
            yield _whole_pieces(block, Edit(edit.block, at, end, text))
        at = end


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[bool, int, int, str]]:
    if len(old) > _MANY or len(new) > _MANY:
        low, high = _common_ends(old, new)
        yield True, 0, low, ""
        yield False, low, len(old) - high, "".join(new[low : len(new) - high])
        return
    for tag, low, high, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        yield tag == "equal", low, high, "".join(new[first:last])


def _common_ends(old: list[str], new: list[str]) -> tuple[int, int]:
    shorter = min(len(old), len(new))
    low = 0
    while low < shorter and old[low] == new[low]:
        low += 1
    high = 0
    while high < shorter - low and old[-1 - high] == new[-1 - high]:
        high += 1
    return low, high


def _whole_pieces(block: Block, edit: Edit) -> Edit:
    """Widen an edit that begins or ends inside a character reference, and guard what is protected."""
    for span in block.protected:
        inside = span.start < edit.start < span.end if edit.start == edit.end else False
        if inside or (edit.start < span.end and span.start < edit.end):
            raise ValueError(f"{edit} changes “{block.text[slice(*span)]}”, which is protected")
    start, end, text = edit.start, edit.end, edit.text
    for piece in block.pieces:
        stop = piece.plain + piece.length
        if piece.length == piece.file_length or piece.length < 2:
            continue
        if piece.plain < start < stop:
            start, text = piece.plain, block.text[piece.plain : start] + text
        if piece.plain < end < stop:
            end, text = stop, text + block.text[end:stop]
    return Edit(edit.block, start, end, text)


def _splices(block: Block, edit: Edit) -> Iterator[Splice]:
    """Put the replacement into the first stretch of file and only take away from the others."""
    text = edit.text
    spans: list[Span] = block.to_file(edit.start, edit.end)
    for span in spans:
        yield Splice(span, text, block.kind)
        text = ""
