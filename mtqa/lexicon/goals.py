"""The correct multi-word terms that a confused phrase may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from mtqa.lexicon.phrases import noun_lemma
from mtqa.text import tokenise

__all__ = ["MOST_WORDS", "Goal", "HasEntries", "HasForms", "goals_of"]

MOST_WORDS = 4


class HasForms(Protocol):
    """A term or a name: what can be right."""

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every correct form."""

    @property
    def entry(self) -> str:
        """The name of the entry."""


class HasEntries(Protocol):
    """A glossary: its terms are what may have been meant, its names only say what is right."""

    @property
    def terms(self) -> Sequence[HasForms]:
        """The terms."""

    @property
    def names(self) -> Sequence[HasForms]:
        """The names."""


class Goal(NamedTuple):
    """A correct term as the lemmas of its words."""

    words: tuple[str, ...]
    text: str
    entry: str


def goals_of(terms: Iterable[HasForms], names: Iterable[HasForms]) -> tuple[list[Goal], set[str]]:
    """Return the goals, and every accepted form that must never be taken for a variant."""
    goals: dict[tuple[str, ...], Goal] = {}
    known: set[str] = set()
    for entry in terms:
        for form in entry.accepted:
            words = [token.lower for token in tokenise(form) if token.text != "-"]
            known |= {" ".join(words), " ".join(map(noun_lemma, words))}
            if 2 <= len(words) <= MOST_WORDS and all(word.isalpha() for word in words):
                goals.setdefault(tuple(words), Goal(tuple(words), form, entry.entry))
    for name in names:
        for form in name.accepted:
            known.add(" ".join(token.lower for token in tokenise(form)))
    return list(goals.values()), known
