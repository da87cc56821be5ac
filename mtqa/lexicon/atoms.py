"""What one token of a pattern may be: a word, a lemma, or any word of a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mtqa.core import Token
from mtqa.text.context import is_acronym, starts_sentence

__all__ = ["WILDCARDS", "Atom", "Lemma", "Literal", "Wild"]

_NUMBERS = frozenset(
    [
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy"),
        *("eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "dozen"),
    ]
)
_DETERMINERS = frozenset(
    [
        *("a", "an", "the", "this", "that", "these", "those", "my", "your", "his", "her", "its"),
        *("our", "their", "some", "any", "no", "every", "each", "another", "all", "both", "which"),
    ]
)
_POSSESSIVES = frozenset(["my", "your", "his", "her", "its", "our", "their"])
_PRONOUNS = frozenset(
    [
        *("i", "you", "he", "she", "it", "we", "they", "me", "him", "her", "us", "them"),
        *("himself", "herself", "itself", "themselves", "myself", "yourself", "ourselves"),
        *("someone", "somebody", "everyone", "everybody", "anyone", "nobody", "who"),
    ]
)
_FIRST = {"V": "V", "N": "N", "A": "J", "R": "R"}
_DIGITS = re.compile(r"\d[\d.,]*")


def _tagged(*tags: str) -> Callable[[Sequence[Token], int], bool]:
    wanted = frozenset(tags)

    def test(tokens: Sequence[Token], at: int) -> bool:
        token = tokens[at]
        if not wanted & token.form.tags:
            return False
        return not _is_name(tokens, at) and not is_acronym(tokens, at)

    return test


def _noun(tokens: Sequence[Token], at: int) -> bool:
    form, text = tokens[at].form, tokens[at].text
    if not form.readings:
        return text.isalpha() and text.islower() and len(text) > 2
    return bool({"NN", "NNS"} & form.tags) and not _is_name(tokens, at)


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a capital inside the sentence makes a word a name."""
    text = tokens[at].text
    return text[0].isupper() and not text.isupper() and not starts_sentence(tokens, at)


def _name(tokens: Sequence[Token], at: int) -> bool:
    text = tokens[at].text
    if not text[0].isupper() or not tokens[at].is_word:
        return False
    return not starts_sentence(tokens, at) or not tokens[at].form.known


def _listed(words: frozenset[str]) -> Callable[[Sequence[Token], int], bool]:
    return lambda tokens, at: tokens[at].form.lower in words


def _number(tokens: Sequence[Token], at: int) -> bool:
    lower = tokens[at].form.lower
    return lower in _NUMBERS or _DIGITS.fullmatch(lower) is not None


WILDCARDS: Mapping[str, Callable[[Sequence[Token], int], bool]] = {
    "V": _tagged("VB", "VBP", "VBZ", "VBD", "VBN", "VBG"),
    "Vb": _tagged("VB"),
    "Ving": _tagged("VBG"),
    "Ved": _tagged("VBD", "VBN"),
    "Vz": _tagged("VBZ"),
    "N": _noun,
    "Ns": _tagged("NNS"),
    "A": _tagged("JJ", "JJR", "JJS"),
    "R": _tagged("RB", "RBR", "RBS"),
    "NUM": _number,
    "DET": _listed(_DETERMINERS),
    "POSS": _listed(_POSSESSIVES),
    "PRON": _listed(_PRONOUNS),
    "NAME": _name,
    "W": lambda tokens, at: tokens[at].is_word,
}


@dataclass(frozen=True, slots=True)
class Literal:
    """One exact form."""

    word: str

    def fits(self, tokens: Sequence[Token], at: int) -> bool:
        """Compare without capitals."""
        return tokens[at].form.lower == self.word and not is_acronym(tokens, at)


@dataclass(frozen=True, slots=True)
class Lemma:
    """Any inflection of a lemma, where the form can be the part of speech asked for."""

    lemma: str
    pos: str = ""

    def fits(self, tokens: Sequence[Token], at: int) -> bool:
        """Compare by the dictionary's readings; a word it lacks by its own form."""
        form = tokens[at].form
        if is_acronym(tokens, at):
            return form.lower == self.lemma and len(self.lemma) > 3
        if not self.pos:
            return self.lemma in form.lemmas or form.lower == self.lemma
        first = _FIRST[self.pos]
        return any(lemma == self.lemma and tag[0] == first for lemma, tag in form.readings)


@dataclass(frozen=True, slots=True)
class Wild:
    """Any word of a kind; ``name`` tells a second one from the first."""

    name: str
    kind: str

    def fits(self, tokens: Sequence[Token], at: int) -> bool:
        """Ask the kind's test."""
        return WILDCARDS[self.kind](tokens, at)


Atom = Literal | Lemma | Wild
