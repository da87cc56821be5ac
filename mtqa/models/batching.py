"""Cut texts into windows a model can read and pack them into batches of like length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["Window", "batches", "owners", "windows"]


class Window(NamedTuple):
    """A run of a text's tokens; only those from ``keep_from`` to ``keep_to`` count."""

    text: int
    start: int
    end: int
    keep_from: int
    keep_to: int


def windows(lengths: Sequence[int], size: int, margin: int) -> list[Window]:
    """Cover every text; a text longer than ``size`` is read in overlapping windows.

    Nothing is cut off in silence: a token near the edge of one window stands well inside the next.
    """
    made: list[Window] = []
    for number, length in enumerate(lengths):
        start = 0
        while True:
            end = min(length, start + size)
            last = end == length
            made.append(
                Window(
                    number,
                    start,
                    end,
                    start + margin if start else 0,
                    end if last else end - margin,
                )
            )
            if last:
                break
            start = end - 2 * margin
    return made


def batches(items: Sequence[Window], budget: int) -> Iterator[list[Window]]:
    """Group windows, longest last, so that a padded batch holds at most ``budget`` tokens."""
    group: list[Window] = []
    for window in sorted(items, key=lambda item: item.end - item.start):
        if group and (window.end - window.start + 2) * (len(group) + 1) > budget:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def owners(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each model token the word it lies in, or −1; both sides in order of place."""
    found: list[int] = []
    word = 0
    for start, end in offsets:
        while word < len(spans) and spans[word][1] <= start:
            word += 1
        inside = end > start and word < len(spans) and spans[word][0] < end
        found.append(word if inside else -1)
    return found
