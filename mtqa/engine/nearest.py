"""The nearest correct terms, by meaning and word by word."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from heapq import nlargest
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from mtqa.core import Candidate, Segment, Span, Token
from mtqa.engine.likeness import Alignment, WordLikeness, content_words
from mtqa.lexicon.clusters import load_clusters
from mtqa.text import reinflect, word_form

__all__ = ["Embedder", "Near", "NearestTerms", "fit", "lemmas_of"]

NEAREST = 8
# How many terms are compared, found by meaning and by words; how much words weigh beside meaning.
_BY_MEANING, _BY_WORDS, _BLOCK = 8, 15, 512
_WORDS, _ORDER = 0.6, 0.2


class Embedder(Protocol):
    """Turns phrases into unit vectors."""

    @property
    def signature(self) -> str:
        """Which weights."""

    def embed(self, phrases: Sequence[str]) -> Any:
        """Return one row a phrase."""


class Near(NamedTuple):
    """A term that a phrase may mean: cosine of the embeddings, and the words side by side."""

    term: str
    value: float
    cosine: float
    words: Alignment


class NearestTerms:
    """Correct terms by likeness of meaning and of words."""

    def __init__(
        self, terms: Sequence[str], encoder: Embedder, words: WordLikeness | None = None
    ) -> None:
        self._terms = [term for term in dict.fromkeys(terms) if " " in term or "-" in term]
        self._encoder = encoder
        self._words = words or WordLikeness(load_clusters())

    @cached_property
    def _vectors(self) -> Any:
        """Embeddings of all terms, kept in the user's cache by their content."""
        import numpy

        uses = self._terms
        digest = hashlib.sha256("\n".join([self._encoder.signature, *uses]).encode()).hexdigest()[
            :24
        ]
        path = _cache_folder() / f"terms-{digest}.npy"
        with contextlib.suppress(OSError, ValueError):
            stored = numpy.load(path)
            if len(stored) == len(uses):
                return stored.astype(numpy.float32)
        vectors = self._encoder.embed(uses)
        with contextlib.suppress(OSError):
            _keep(path, vectors.astype(numpy.float16))
        return vectors

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The terms by the lemmas of their words."""
        found: dict[str, list[int]] = {}
        for number, term in enumerate(self._terms):
            for lemma in lemmas_of(term):
                found.setdefault(lemma, []).append(number)
        return found

    def find(self, phrases: Sequence[str]) -> list[list[Near]]:
        """Return the nearest terms of each phrase, the likeliest first."""
        import numpy

        if not self._terms or not phrases:
            return [[] for _ in phrases]
        found: list[list[Near]] = []
        for start in range(0, len(phrases), _BLOCK):
            block = phrases[start : start + _BLOCK]
            likeness = self._encoder.embed(block) @ self._vectors.T
            for phrase, row in zip(block, likeness, strict=True):
                places = numpy.argpartition(-row, min(_BY_MEANING, len(row) - 1))[:_BY_MEANING]
                found.append(
                    self._ranked(phrase, {*map(int, places), *self._by_words(phrase)}, row)
                )
        return found

    def _ranked(self, phrase: str, places: Iterable[int], cosines: Any) -> list[Near]:
        words = content_words(phrase)
        near = []
        for place in places:
            term, cosine = self._terms[place], float(cosines[place])
            words_ = self._words.align(words, content_words(term))
            value = cosine + _WORDS * words_.words + _ORDER * words_.order
            near.append(Near(term, value, cosine, words_))
        return sorted(near, key=lambda item: (-item.value, item.term))[:NEAREST]

    def _by_words(self, phrase: str) -> list[int]:
        """Return the terms whose words the phrase's words may stand for."""
        sums: dict[int, float] = {}
        for word in content_words(phrase):
            best: dict[int, float] = {}
            for lemma, value in self._words.of(word).items():
                for number in self._index.get(lemma, ()):
                    best[number] = max(best.get(number, 0.0), value)
            for number, value in best.items():
                sums[number] = sums.get(number, 0.0) + value
        return nlargest(_BY_WORDS, sums, key=lambda number: (sums[number], -number))

    @cached_property
    def _exact(self) -> frozenset[frozenset[str]]:
        return frozenset(lemmas_of(term) for term in self._terms)

    def touches_term(self, segment: Segment, start: int, end: int) -> bool:
        """Tell whether a correct term stands in the range or reaches into it."""
        words = segment.words
        for first, word in enumerate(words):
            if word.end + 40 < start or word.start > end:
                continue
            for last in range(first + 1, min(first + 4, len(words))):
                inside = word.start < end and start < words[last].end
                if inside and lemmas_of(segment.text[word.start : words[last].end]) in self._exact:
                    return True
        return False

    def propose(self, segment: Segment, span: Span) -> list[Candidate]:
        """Return the nearest terms of the span, inflected to fit."""
        text = segment.text[span.start : span.end]
        tokens = [t for t in segment.words if t.start < span.end and span.start < t.end]
        if len(tokens) < 2:
            return []
        return [
            Candidate(
                fit(n.term, tokens, text),
                "glossary",
                f"like the term “{n.term}”",
                n.value / 2,
            )
            for n in self.find([text])[0]
        ]


def fit(use: str, tokens: Sequence[Token], original: str) -> str:
    """Give a term the number and capitals of the phrase it replaces."""
    last = tokens[-1].form.tags
    tag = "NNS" if "NNS" in last and "NN" not in last else "NN"
    return reinflect(use, "noun", tag, original)


@lru_cache(maxsize=16384)
def lemmas_of(text: str) -> frozenset[str]:
    """Return the lemmas of a phrase, whatever its order."""
    return frozenset(
        lemma for word in text.lower().replace("-", " ").split() for lemma in word_form(word).lemmas
    )


def _cache_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("mtqa", appauthor=False)) / "compiled"


def _keep(path: Path, vectors: Any) -> None:
    import numpy

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "wb") as stream:
        numpy.save(stream, vectors)
    Path(temporary).replace(path)
