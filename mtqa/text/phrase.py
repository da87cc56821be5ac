"""Phrases that inflect: the head of a term carries number and tense, the rest stands still."""

from __future__ import annotations

from collections.abc import Sequence

from mtqa.core import Token
from mtqa.text.casing import match_case
from mtqa.text.english import inflect, word_form
from mtqa.text.lists import word_list

__all__ = ["head_index", "inflection_of", "reinflect"]

_PREPOSITIONS = word_list("term_prepositions")
_PLURAL, _VERBAL = ("NNS",), ("VBD", "VBN", "VBG", "VBZ")


def head_index(words: Sequence[str], pos: str) -> int:
    """Return which word of a term carries the inflection.

    The first of a verb; of a noun the word before its first preposition, else the last.
    """
    if pos == "verb":
        return 0
    for index, word in enumerate(words):
        if index and word.lower() in _PREPOSITIONS:
            return index - 1
    return len(words) - 1


def inflection_of(token: Token, lemma: str, pos: str) -> str:
    """Return the Penn tag that turns ``lemma`` into the token, or a base tag.

    An ambiguous form (a past that is also a participle) gives the first reading.
    """
    wanted = {"verb": ("VBD", "VBN", "VBG", "VBZ"), "adjective": ("JJR", "JJS")}.get(pos, _PLURAL)
    if token.lower == lemma:
        return "NN"
    readings = [tag for known, tag in token.form.readings if known == lemma and tag in wanted]
    if readings:
        return readings[0]
    if pos not in ("verb", "adjective", "adverb") and token.lower in (lemma + "s", lemma + "es"):
        return "NNS"
    return "NN"


def reinflect(use: str, pos: str, tag: str, original: str) -> str:
    """Put ``use`` in the inflection ``tag`` and in the capitals of ``original``.

    >>> reinflect("exclamation mark", "noun", "NNS", "exclamation brands")
    'exclamation marks'
    """
    if tag in ("NN", "VB", "JJ", "RB"):
        return match_case(original, use)
    parts = use.split(" ")
    head = head_index(parts, pos)
    stem, hyphen, last = parts[head].rpartition("-")
    if pos == "noun" and tag == "NNS" and _is_plural(last):
        return match_case(original, use)
    lemma = last if last[:1].isupper() else last.lower()
    parts[head] = stem + hyphen + inflect(lemma, tag)
    return match_case(original, " ".join(parts))


def _is_plural(word: str) -> bool:
    readings = word_form(word.lower()).readings
    return any(tag == "NNS" for _, tag in readings) and not any(tag == "NN" for _, tag in readings)
