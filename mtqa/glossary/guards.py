"""What keeps a fitting form quiet: names, capitals, clauses, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mtqa.core import Token
from mtqa.text import fold, word_form
from mtqa.text.context import is_acronym, starts_sentence

__all__ = ["case_fits", "inside_name", "is_headline", "reads_as_clause"]

ANY_CASE, EXACT_CASE, ALL_LOWER, NAME_CASE = 0, 1, 2, 3
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "these", "those", "his", "her", "its", "their", "our", "my", "your"]
)


def case_fits(shape: Sequence[Any], tokens: Sequence[Token], at: Sequence[int]) -> bool:
    """Tell whether the capitals of the text are those the entry speaks of."""
    texts = [tokens[index].text for index in at]
    case = shape[2]
    if case == ALL_LOWER:
        return all(text == text.lower() for text in texts)
    if case == NAME_CASE:
        lower = all(text == text.lower() for text in texts)
        cased = shape[6] != shape[6].lower()
        return not (lower and cased and all(word_form(text).known for text in texts))
    if case == EXACT_CASE:
        return all(
            _same_case(text, want, starts_sentence(tokens, index))
            for text, want, index in zip(texts, shape[7], at, strict=False)
        )
    return not any(is_acronym(tokens, i) and tokens[i].text not in shape[6] for i in at)


def _same_case(text: str, want: str, first: bool) -> bool:
    if text[0].isupper() != want[0].isupper() and not (first and text[0].isupper()):
        return False
    return fold(text) != fold(want) or text[1:] == want[1:] or len(text) == 1 or _same(text, want)


def _same(text: str, want: str) -> bool:
    return fold(text[1:]) == fold(want[1:]) and text[1:].islower() == want[1:].islower()


def inside_name(shape: Sequence[Any], tokens: Sequence[Token], at: Sequence[int]) -> bool:
    """Tell whether a capitalised name reaches over the edge of the match ("Exclamation Brands Inc.").

    A headline with capitals throughout says nothing; the capital of a beginning neither.
    """
    if shape[2] in (EXACT_CASE, ALL_LOWER, NAME_CASE):
        return False
    caps = [tokens[index].text[0].isupper() and not starts_sentence(tokens, index) for index in at]
    if not any(caps):
        return False
    if is_headline(tokens):
        return False
    texts = [tokens[index].text for index in at]
    if any(text[0].islower() and len(text) > 3 for text in texts) and shape[6] == shape[6].lower():
        return True
    before, after = at[0] - 1, at[-1] + 1
    return (caps[0] and _capital(tokens, before)) or (caps[-1] and _capital(tokens, after))


def _capital(tokens: Sequence[Token], index: int) -> bool:
    if not 0 <= index < len(tokens):
        return False
    token = tokens[index]
    return token.text[0].isupper() and (index > 0 or len(token.text) > 3)


def is_headline(tokens: Sequence[Token]) -> bool:
    """Tell whether most words have a capital, so that capitals mark nothing."""
    words = [token.text for token in tokens if token.is_word and len(token.text) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


def reads_as_clause(shape: Sequence[Any], tokens: Sequence[Token], at: Sequence[int]) -> bool:
    """Tell whether subject and verb stand there, not a compound: "both types cut costs".

    So it reads where the modifier is plural against the entry and the head may be a bare verb, or
    where a head in -s is followed by a determiner, as only an object is ("the bank shares the").
    """
    head, words = shape[5], shape[3]
    if not 0 < head < len(at):
        return False
    found, modifier = tokens[at[head]].form, tokens[at[head - 1]].form
    if found.lower != words[head][0]:
        following = at[head] + 1
        return (
            "VBZ" in found.tags
            and following < len(tokens)
            and tokens[following].form.lower in _DETERMINERS
        )
    return (
        modifier.lower != words[head - 1][0]
        and "NNS" in modifier.tags
        and "VBP" in tokens[at[head]].form.tags
    )
