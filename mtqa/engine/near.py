"""Note where a suspicious phrase is like a correct term: a glossary need only list what is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from mtqa.core import Segment, Token
from mtqa.engine.nearest import NearestTerms, fit

__all__ = ["NearTerm", "NearTerms"]

SUSPICIOUS, MOST_WORDS = 0.1, 4
NAMING = frozenset(["NN", "NNS", "JJ", "VBG", "VBN"])
CLOSED = frozenset(
    ["IN", "DT", "PRP", "PRP$", "CC", "MD", "TO", "RB", "RP", "WDT", "WP", "EX", "PDT"]
)


class NearTerm(NamedTuple):
    """A phrase and the terms it is like, each as it would stand in the text."""

    start: int
    end: int
    wrong: float
    likeness: float
    texts: tuple[str, ...]
    use: str


class NearTerms:
    """An annotator that runs after the encoder and looks only where it is suspicious."""

    signature = "near-terms"

    def __init__(self, nearest: NearestTerms) -> None:
        self._nearest = nearest

    def annotate(self, segments: Sequence[Segment]) -> list[Segment]:
        """Fill ``extra["near_terms"]``."""
        places = [(n, first, last) for n, s in enumerate(segments) for first, last in phrases(s)]
        texts = [_text(segments[n], first, last) for n, first, last in places]
        noted: dict[int, list[NearTerm]] = {}
        for (number, first, last), text, near in zip(
            places, texts, self._nearest.find(texts), strict=True
        ):
            words = segments[number].words[first : last + 1]
            if not near or self._nearest.touches_term(
                segments[number], words[0].start, words[-1].end
            ):
                continue
            wrong = max((segments[number].notes.wrong or ())[first : last + 1])
            shown = tuple(dict.fromkeys(fit(term.use, words, text) for term, _ in near[:3]))
            use, likeness = near[0][0].use, near[0][1]
            noted.setdefault(number, []).append(
                NearTerm(words[0].start, words[-1].end, wrong, likeness, shown, use)
            )
        return [_with(segment, noted.get(n, [])) for n, segment in enumerate(segments)]


def phrases(segment: Segment) -> Iterator[tuple[int, int]]:
    """Yield first and last word of the suspicious stretches, also one word wider on each side."""
    wrong, words = segment.notes.wrong, segment.words
    at = 0
    while wrong is not None and at < len(words):
        if wrong[at] < SUSPICIOUS or not names(words[at]):
            at += 1
            continue
        last = at
        while (
            last + 1 < len(words)
            and wrong[last + 1] >= SUSPICIOUS
            and _joined(segment, words, last)
        ):
            last += 1
        for first, end in (
            (at, last),
            (at - 1, last),
            (at, last + 1),
            (at - 1, last + 1),
            (at - 2, last),
            (at, last + 2),
        ):
            if _is_phrase(segment, words, first, end):
                yield first, end
        at = last + 1


def _is_phrase(segment: Segment, words: Sequence[Token], first: int, last: int) -> bool:
    inside = first >= 0 and last < len(words) and 2 <= last - first + 1 <= MOST_WORDS
    if not inside or not (names(words[first]) and names(words[last])):
        return False
    if not all(names(word) or word.lower == "of" for word in words[first : last + 1]):
        return False
    return all(_joined(segment, words, place) for place in range(first, last))


def names(word: Token) -> bool:
    """Tell whether a word can stand in the name of a thing; an unknown one can."""
    tags = word.form.tags
    return not tags or (bool(tags & NAMING) and not tags & CLOSED)


def _joined(segment: Segment, words: Sequence[Token], place: int) -> bool:
    return segment.text[words[place].end : words[place + 1].start] in (" ", "-")


def _text(segment: Segment, first: int, last: int) -> str:
    return segment.text[segment.words[first].start : segment.words[last].end]


def _with(segment: Segment, found: list[NearTerm]) -> Segment:
    extra = MappingProxyType({**segment.notes.extra, "near_terms": tuple(found)})
    return replace(segment, notes=replace(segment.notes, extra=extra))
