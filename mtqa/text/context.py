"""The words around: the lemmas of a sentence, asked for only where an entry has a condition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from mtqa.core import Segment, Token
from mtqa.text.words import fold

__all__ = ["Sentence", "after_auxiliary", "is_acronym", "starts_sentence"]

_PRONOUN = frozenset(["PRP", "PRP$"])
_OPENERS = frozenset("\"“”‘’'«»([{:—–-•")


class Sentence:
    """The lemmas of a segment, gathered on the first question."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    @cached_property
    def _lemmas(self) -> frozenset[str]:
        found: set[str] = set()
        for token in self._segment.tokens:
            if token.is_word:
                found.add(token.form.lower)
                # "her" is not "she": conditions name pronouns as they stand.
                if not _PRONOUN & token.form.tags:
                    found |= token.form.lemmas
        return frozenset(found)

    @cached_property
    def _folded(self) -> str:
        return f" {fold(self._segment.text)} "

    def has(self, word: str) -> bool:
        """Tell whether a lemma, or a phrase as written, occurs."""
        lower = fold(word)
        if " " in lower or "-" in lower:
            return lower in self._folded
        return lower in self._lemmas

    def allows(self, needs: Iterable[str], unless: Iterable[str]) -> bool:
        """Tell whether the conditions of an entry hold."""
        wanted = tuple(needs)
        if wanted and not any(self.has(word) for word in wanted):
            return False
        return not any(self.has(word) for word in unless)


def after_auxiliary(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether "have" or "be" within three words makes a past form a participle."""
    before = tokens[max(0, index - 3) : index]
    return any({"have", "be"} & token.form.lemmas for token in before)


def starts_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a capital here may be that of a beginning."""
    return index == 0 or tokens[index - 1].text in _OPENERS


def is_acronym(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether capitals make another word of it: the WHO, the US, AIDS, in a text not all capitals."""
    text = tokens[index].text
    if len(text) < 2 or not text.isupper():
        return False
    beside = [*tokens[max(0, index - 2) : index], *tokens[index + 1 : index + 3]]
    return any(token.text != token.text.upper() for token in beside)
