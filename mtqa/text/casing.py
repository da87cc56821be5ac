"""Capitals: a correction follows the capitals of the words it replaces."""

from __future__ import annotations

import re

from mtqa.text.lists import word_list

__all__ = ["capitalise", "is_title", "match_case"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = word_list("title_small")


def capitalise(text: str) -> str:
    """Raise the first letter, wherever it stands; leave the rest."""
    match = _WORD.search(text)
    if match is None:
        return text
    at = match.start()
    return text[:at] + text[at].upper() + text[at + 1 :]


def is_title(text: str) -> bool:
    """Tell whether every word but articles and prepositions has a capital (two words at least)."""
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def match_case(original: str, replacement: str) -> str:
    """Give ``replacement`` the capitals of ``original``; capitals of its own stay.

    >>> match_case("Exclamation brands", "exclamation marks")
    'Exclamation marks'
    """
    words = _WORD.findall(original)
    if not words:
        return replacement
    letters = "".join(words)
    if letters.isupper() and len(letters) > 3 and any(len(word) > 3 for word in words):
        return replacement.upper()
    if is_title(original):
        return _title(replacement)
    if words[0][0].isupper():
        return capitalise(replacement)
    return replacement


def _title(text: str) -> str:
    def raised(match: re.Match[str]) -> str:
        word = match.group()
        if match.start() and word in _SMALL:
            return word
        return word[0].upper() + word[1:]

    return _WORD.sub(raised, text)
