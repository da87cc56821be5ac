"""The forms a glossary phrase may take in a text: number, tense and degree by its part of speech."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from mtqa.text import fold, head_index, inflect, tokenise, word_form

__all__ = ["ARTICLES", "Shape", "fused_shapes", "shape", "squeeze"]

ARTICLES = frozenset(("a", "an", "the"))
HYPHENS = frozenset("-‐‑–")
_LINKS = frozenset(
    [
        "of",
        "in",
        "to",
        "for",
        "with",
        "on",
        "at",
        "from",
        "by",
        "about",
        "against",
        "between",
        "under",
        "over",
        "into",
        "through",
        "without",
        "during",
        "after",
        "before",
        "as",
        "per",
        "and",
        "or",
    ]
)
_VERBAL = ("VBZ", "VBD", "VBN", "VBG")


class Shape(NamedTuple):
    """A phrase ready to be found: the forms of each word, and where an article may slip in.

    ``words[i][0]`` is the word as the glossary writes it. ``gap[i]``: an article may stand before.
    """

    words: tuple[tuple[str, ...], ...]
    gap: tuple[bool, ...]
    head: int
    text: str


def squeeze(text: str) -> str:
    """Return the letters alone: "cease-fire", "cease fire" and "ceasefire" are one."""
    return "".join(char for char in fold(text) if char.isalnum())


def words_of(phrase: str) -> list[str]:
    """Split a glossary phrase as texts are split, without hyphens."""
    return [token.lower for token in tokenise(phrase) if token.lower not in HYPHENS]


def shape(phrase: str, pos: str, use: str) -> Shape:
    """Build the shape of one form of an entry; ``pos`` ``name`` means no inflection at all."""
    raw = words_of(phrase)
    gaps, words = [], []
    for index, word in enumerate(raw):
        if word in ARTICLES and 0 < index < len(raw) - 1:
            continue
        gaps.append(index > 0 and (raw[index - 1] in ARTICLES or _opens(raw, index - 1, pos)))
        words.append(word)
    verbal = pos == "verb" or (pos == "phrase" and _is_verbal(words, words_of(use)))
    head = head_index(words, "verb" if verbal else pos) if words else 0
    forms = tuple(
        _forms(word, index == head, "verb" if verbal else pos, len(words))
        for index, word in enumerate(words)
    )
    return Shape(forms, tuple(gaps), head, phrase)


def _opens(raw: list[str], index: int, pos: str) -> bool:
    return raw[index] in _LINKS or (pos == "verb" and index == 0)


def _is_verbal(words: list[str], use: list[str]) -> bool:
    """Tell whether a phrase starts with a verb, as its correct form does ("come into force")."""
    return all(
        bool(part)
        and part[0] not in _LINKS
        and "VB" in word_form(part[0]).tags
        and not {"NN", "JJ", "IN", "DT"} & word_form(part[0]).tags
        for part in (words, use)
    )


@lru_cache(maxsize=65536)
def _forms(word: str, head: bool, pos: str, count: int) -> tuple[str, ...]:
    """Return the word and its inflections; a head the file writes in the plural stays plural."""
    if pos in ("name", "adverb") or not word.isalpha() or word in _LINKS or len(word) < 2:
        return (word,)
    readings = word_form(word).readings
    tags = {tag for lemma, tag in readings if lemma == word}
    if head and pos == "verb":
        return _unique(word, *(inflect(word, tag) for tag in _VERBAL)) if "VB" in tags else (word,)
    if head and pos == "adjective":
        return _unique(word, inflect(word, "JJR"), inflect(word, "JJS")) if count == 1 else (word,)
    plural_of = [lemma for lemma, tag in readings if tag == "NNS"]
    if "NN" in tags or (head and not plural_of and pos == "noun"):
        return _unique(word, inflect(word, "NNS"))
    return (word,) if head else _unique(word, *plural_of)


def _unique(*forms: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms))


def fused_shapes(base: Shape, known: frozenset[str], guarded: bool) -> list[Shape]:
    """Return the shape with two neighbours written as one word ("gate keeper" → "gatekeeper").

    A fusion that is an accepted term, or an English word of its own without a guard, is none.
    """
    shapes = []
    for left in range(len(base.words) - 1):
        first, second = base.words[left][0], base.words[left + 1]
        joined = tuple(first + form for form in second)
        pair = {first, second[0]}
        if not (first + second[0]).isalpha() or pair & _LINKS or min(map(len, pair)) < 3:
            continue
        if joined[0] in known or (word_form(joined[0]).known and not guarded):
            continue
        shapes.append(
            Shape(
                (*base.words[:left], joined, *base.words[left + 2 :]),
                (*base.gap[: left + 1], *base.gap[left + 2 :]),
                base.head - (1 if base.head > left else 0),
                base.text,
            )
        )
    return shapes
