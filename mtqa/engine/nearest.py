"""The nearest correct terms: a glossary need only list what is right."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

from mtqa.core import Candidate, Segment, Span, Token
from mtqa.text import reinflect, word_form

__all__ = ["Embedder", "NearestTerms", "fit", "lemmas_of"]

NEAREST = 8
_SHARED = 0.12


class Embedder(Protocol):
    """Turns phrases into unit vectors."""

    @property
    def signature(self) -> str:
        """Which weights."""

    def embed(self, phrases: Sequence[str]) -> Any:
        """Return one row a phrase."""


class HasUse(Protocol):
    """A glossary term."""

    @property
    def use(self) -> str:
        """Its correct form."""

    @property
    def pos(self) -> str:
        """Its part of speech."""


class NearestTerms:
    """Correct terms by likeness: embedding and shared words."""

    def __init__(self, terms: Sequence[HasUse], encoder: Embedder) -> None:
        self._terms = [term for term in terms if " " in term.use or "-" in term.use]
        self._encoder = encoder

    @cached_property
    def _vectors(self) -> Any:
        """Embeddings of all terms, kept in the user's cache by their content."""
        import numpy

        uses = [term.use for term in self._terms]
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
    def _lemmas(self) -> list[frozenset[str]]:
        return [lemmas_of(term.use) for term in self._terms]

    def find(self, phrases: Sequence[str]) -> list[list[tuple[HasUse, float]]]:
        """Return the nearest terms of each phrase with a likeness up to about 1."""
        import numpy

        if not self._terms or not phrases:
            return [[] for _ in phrases]
        likeness = self._encoder.embed(phrases) @ self._vectors.T
        found: list[list[tuple[HasUse, float]]] = []
        for phrase, row in zip(phrases, likeness, strict=True):
            own = lemmas_of(phrase)
            places = numpy.argpartition(-row, min(30, len(row) - 1))[:30]
            scored = [
                (float(row[i]) + _SHARED * _overlap(own, self._lemmas[i]), int(i)) for i in places
            ]
            found.append(
                [(self._terms[i], score) for score, i in sorted(scored, reverse=True)[:NEAREST]]
            )
        return found

    @cached_property
    def _exact(self) -> frozenset[frozenset[str]]:
        return frozenset(self._lemmas)

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
            Candidate(fit(term.use, tokens, text), "glossary", f"like the term “{term.use}”", score)
            for term, score in self.find([text])[0]
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


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


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
