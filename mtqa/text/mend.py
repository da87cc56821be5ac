"""Putting a correction in place and mending what it breaks around it, for the tests of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtqa.core import Segment
from mtqa.text.casing import capitalise
from mtqa.text.english import indefinite_article
from mtqa.text.sentences import split_sentences
from mtqa.text.words import tokenise

__all__ = ["replaced", "segments_of"]

_ARTICLE = re.compile(r"(?:^|(?<=[\s(“\"‘'—-]))([Aa]n?)(\s+[“\"‘']?)$")
_WORD = re.compile(r"[\w.'’-]+")


def segments_of(text: str) -> Iterator[Segment]:
    """Yield the sentences of an example as the engine would."""
    for index, span in enumerate(split_sentences(text)):
        piece = text[span.start : span.end]
        yield Segment(piece, index=index, start=span.start, tokens=tokenise(piece))


def replaced(text: str, start: int, end: int, new: str) -> str:
    """Replace a range; mend the article before it, a doubled space and a lost capital."""
    old = text[start:end]
    if not new:
        if text[end : end + 1] == " " and (start == 0 or text[start - 1] == " "):
            end += 1
        elif start and text[start - 1] == " " and not text[end : end + 1].isalnum():
            start -= 1
    if start == 0 and old[:1].isupper():
        if new:
            new = capitalise(new)
        elif (following := _WORD.match(text, end)) is not None:
            end, new = following.end(), capitalise(following.group())
    return _joined(text, start, end, new)


def _joined(text: str, start: int, end: int, new: str) -> str:
    """Mend the article that now stands before another word; it is the tail of what precedes."""
    before, after = text[:start], new + text[end:]
    article, word = _ARTICLE.search(before), _WORD.search(after)
    if article is None or word is None:
        return before + after
    right = indefinite_article(word.group())
    right = right.capitalize() if article.group(1)[0].isupper() else right
    return before[: article.start(1)] + right + article.group(2) + after
