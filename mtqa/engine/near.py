"""Note where a suspicious phrase is like a correct term: a glossary need only list what is right."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from mtqa.core import Segment, Token
from mtqa.engine.collocations import how_common
from mtqa.engine.nearest import Near, NearestTerms, fit
from mtqa.engine.weigh import RankWeights

__all__ = ["NearTerm", "NearTerms", "features", "phrases"]

# A rough article is looked at wherever there is the least doubt.
SUSPICIOUS, SUSPICIOUS_ROUGH, MOST_WORDS = 0.1, 0.03, 5
# The mean likeness of the words of a phrase and of a term that answer each other.
ALIGNED, ANSWERED, PROPOSED = 0.6, 0.5, 0.62
NAMING = frozenset(["NN", "NNS", "JJ", "VBG", "VBN"])
CLOSED = frozenset(
    ["IN", "DT", "PRP", "PRP$", "CC", "MD", "TO", "RB", "RP", "WDT", "WP", "EX", "PDT"]
)
BRIDGES = frozenset(["of", "to", "and", "in", "for"])


class NearTerm(NamedTuple):
    """A phrase and the terms it is like, each as it would stand in the text."""

    start: int
    end: int
    wrong: float
    likeness: float
    texts: tuple[str, ...]
    use: str
    sure: float
    aligned: bool
    proposed: bool


@dataclass(frozen=True, slots=True)
class NearTerms:
    """An annotator that runs after the encoder and looks only where it is suspicious.

    Of the user's ``own`` terms any likeness counts, because his texts are about them; of all others
    the words must answer each other too, and every single one of them before a draft is rewritten.
    """

    nearest: NearestTerms
    weights: RankWeights
    own: frozenset[str] = frozenset()
    signature: str = "near-terms"

    def annotate(self, segments: Sequence[Segment]) -> list[Segment]:
        """Fill ``extra["near_terms"]``."""
        places = [
            (number, first, last)
            for number, segment in enumerate(segments)
            for first, last in phrases(segment)
            if not self._touches(segment, first, last)
        ]
        texts = [_text(segments[n], first, last) for n, first, last in places]
        noted: dict[int, list[NearTerm]] = {}
        for place, text, near in zip(places, texts, self.nearest.find(texts), strict=True):
            if near:
                number, first, last = place
                words = segments[number].words[first : last + 1]
                wrong = (segments[number].notes.wrong or ())[first : last + 1]
                noted.setdefault(number, []).append(self._noted(words, wrong, text, near))
        return [_with(segment, noted.get(n, [])) for n, segment in enumerate(segments)]

    def _touches(self, segment: Segment, first: int, last: int) -> bool:
        words = segment.words
        return self.nearest.touches_term(segment, words[first].start, words[last].end)

    def _noted(
        self, words: Sequence[Token], wrong: Sequence[float], text: str, near: Sequence[Near]
    ) -> NearTerm:
        best = near[0]
        sure = self.weights.confidence(features(words, wrong, near))
        own = best.term in self.own
        return NearTerm(
            words[0].start,
            words[-1].end,
            max(wrong),
            best.cosine,
            tuple(dict.fromkeys(fit(item.term, words, text) for item in near[:3])),
            best.term,
            sure,
            aligned=own or best.words.words >= ALIGNED,
            proposed=own or (best.words.least >= ANSWERED and sure >= PROPOSED),
        )


def features(
    words: Sequence[Token], wrong: Sequence[float], near: Sequence[Near]
) -> dict[str, float]:
    """Return what tells a rendering of a term from a phrase of its own."""
    best = near[0]
    doubt = min(max(*wrong, 1e-6), 1 - 1e-6)
    least, most = how_common([word.lower for word in words])
    return {
        "cosine": best.cosine,
        "words": best.words.words,
        "same": best.words.same,
        "least": best.words.least,
        "order": best.words.order,
        "width": float(best.words.width),
        "lead": best.value - (near[1].value if len(near) > 1 else 0.0),
        "doubt": math.log(doubt / (1 - doubt)),
        "doubts": sum(wrong) / len(wrong),
        "common_least": least,
        "common_most": most,
        "length": float(len(words)),
    }


def phrases(segment: Segment) -> Iterator[tuple[int, int]]:
    """Yield first and last word of every short phrase that names a thing and holds a doubtful word."""
    wrong, words = segment.notes.wrong, segment.words
    suspicious = SUSPICIOUS_ROUGH if segment.notes.extra.get("rough") else SUSPICIOUS
    for first in range(len(words) if wrong is not None else 0):
        if not names(words[first]):
            continue
        for last in range(first + 1, min(first + MOST_WORDS, len(words))):
            if segment.text[words[last - 1].end : words[last].start] not in (" ", "-"):
                break
            if words[last].lower in BRIDGES:
                continue
            if not names(words[last]):
                break
            if max((wrong or ())[first : last + 1]) >= suspicious:
                yield first, last


def names(word: Token) -> bool:
    """Tell whether a word can stand in the name of a thing; an unknown one can."""
    tags = word.form.tags
    return not tags or (bool(tags & NAMING) and not tags & CLOSED)


def _text(segment: Segment, first: int, last: int) -> str:
    return segment.text[segment.words[first].start : segment.words[last].end]


def _with(segment: Segment, found: list[NearTerm]) -> Segment:
    extra = MappingProxyType({**segment.notes.extra, "near_terms": tuple(found)})
    return replace(segment, notes=replace(segment.notes, extra=extra))
