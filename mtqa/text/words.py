"""Words with exact code-point offsets: every check and matcher counts from the same tokens."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mtqa.core import Token, WordForm
from mtqa.text.english import word_form

__all__ = ["count_words", "fold", "tokenise"]

_LETTERS = r"[^\W\d_][^\W\d_\u0300-\u036f]*[\u0300-\u036f]*"
_CLITIC = r"(?:s|re|ve|ll|d|m|S|RE|VE|LL|D|M)\b"
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,]\d+)*"  # 1,500.25
    r"|[^\W\d_]+?(?=[nN]['’][tT]\b)|[nN]['’][tT]\b"  # do|n't
    rf"|['’]{_CLITIC}"  # 's
    rf"|[^\W\d_][\w\u0300-\u036f]*(?:['’](?!{_CLITIC})[^\W\d_][\w\u0300-\u036f]*)*"  # O'Brien
    r"|\S"
)
WORD = re.compile(r"\w")
_SPACED = re.compile(r"\S*\w\S*")
_UNKNOWN = WordForm("")


@lru_cache(maxsize=65536)
def _form(text: str, language: str) -> WordForm:
    lower = fold(text)
    if language == "en":
        return word_form(lower)
    return WordForm(lower, (), frozenset((lower,)))


def fold(text: str) -> str:
    """Return the comparison form: NFC, lower case, straight apostrophes."""
    return unicodedata.normalize("NFC", text).lower().replace("’", "'")


def tokenise(text: str, language: str = "en") -> tuple[Token, ...]:
    """Split into words, numbers, clitics and single punctuation marks.

    A hyphen is a token of its own, so that "cease-fire" and "cease fire" are the same two words.
    """
    return tuple(
        Token(
            match.start(),
            match.end(),
            found := match.group(),
            _form(found, language),
            WORD.search(found) is not None,
        )
        for match in TOKEN.finditer(text)
    )


def count_words(text: str) -> int:
    """Count runs of non-space characters that hold a letter or digit (as MQM's word count)."""
    return sum(1 for _ in _SPACED.finditer(text))
