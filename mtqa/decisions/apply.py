"""Decisions written into the article: all of them where it is the same, what fits where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtqa.core import Document, Edit
from mtqa.decisions.record import Change, Decision, Record, text_hash
from mtqa.errors import InputError, OutputError
from mtqa.formats import write_text

__all__ = ["Applied", "apply_record"]

_NEAR = 16


class Applied(NamedTuple):
    """The new text of the file, the decisions it holds, and those that found no place."""

    text: str
    made: tuple[Decision, ...]
    unfit: tuple[tuple[Decision, str], ...]


def apply_record(record: Record, document: Document, *, partial: bool = False) -> Applied:
    """Make the accepted and rewritten changes.

    Raises :class:`InputError` where the article is not the one the decisions were made on,
    unless ``partial``: then each change is made where its words still stand, once and unchanged.
    """
    changing = [decision for decision in record.decisions if decision.change is not None]
    same = text_hash(document) == record.sha256
    placed: list[tuple[Decision, Edit]] = []
    unfit: list[tuple[Decision, str]] = []
    for decision in changing:
        edit, reason = _placed(decision, document, same)
        if edit is not None and any(_clash(edit, other) for _, other in placed):
            edit, reason = None, "it overlaps another change"
        if edit is None:
            unfit.append((decision, reason))
        else:
            placed.append((decision, edit))
    if not partial and (unfit or not same):
        raise InputError(_refusal(same, len(placed), len(changing)), place=document.path)
    text = _written(document, placed, unfit)
    return Applied(text, tuple(decision for decision, _ in placed), tuple(unfit))


def _refusal(same: bool, fit: int, count: int) -> str:
    what = "has changed since these decisions were made" if not same else "cannot take them all"
    return (
        f"The article {what}; nothing was written. {fit} of {count} changes still fit: "
        "--partial writes those and lists the others."
    )


def _written(
    document: Document, placed: list[tuple[Decision, Edit]], unfit: list[tuple[Decision, str]]
) -> str:
    """Write the edits; one that touches protected text or markup is set aside with its reason."""
    try:
        return write_text(document, [edit for _, edit in placed])
    except (ValueError, OutputError):
        pass
    for item in list(placed):
        try:
            write_text(document, [item[1]])
        except (ValueError, OutputError) as error:
            placed.remove(item)
            unfit.append((item[0], getattr(error, "message", str(error)).rstrip(".")))
    return write_text(document, [edit for _, edit in placed])


def _placed(decision: Decision, document: Document, same: bool) -> tuple[Edit | None, str]:
    change = decision.change
    assert change is not None
    if _stands(document, change):
        if same or _fits(document.blocks[change.block].text, change.start, change, _NEAR):
            return Edit(change.block, change.start, change.end, change.text), ""
    elif same:
        return None, "the decisions file does not belong to this article"
    for room in (40, _NEAR):
        found = list(_places(document, change, room))
        if len(found) == 1:
            block, start = found[0]
            return Edit(block, start, start + len(change.was), change.text), ""
        if found:
            return None, "its words now stand in several places"
    return None, "its words are no longer there"


def _stands(document: Document, change: Change) -> bool:
    if not 0 <= change.block < len(document.blocks):
        return False
    text = document.blocks[change.block].text
    return change.end <= len(text) and text[change.start : change.end] == change.was


def _fits(text: str, start: int, change: Change, room: int) -> bool:
    """Tell whether the words before and after are those of the decision."""
    before, after = change.before[-room:], change.after[:room]
    end = start + len(change.was)
    return text[:start].endswith(before) and text[end:].startswith(after)


def _places(document: Document, change: Change, room: int) -> Iterator[tuple[int, int]]:
    before, after = change.before[-room:], change.after[:room]
    sought = before + change.was + after
    if not sought.strip():
        return
    for number, block in document.iter_blocks():
        at = block.text.find(sought)
        while at >= 0:
            yield number, at + len(before)
            at = block.text.find(sought, at + 1)


def _clash(one: Edit, other: Edit) -> bool:
    if one.block != other.block:
        return False
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end
