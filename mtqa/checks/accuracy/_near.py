"""One slip of a letter between two spellings, and when it proves nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from mtqa.core import Segment, Token
from mtqa.text import word_form
from mtqa.text.context import starts_sentence

LEAST = 6


class Place(NamedTuple):
    """Where a capitalised word stands in the article."""

    segment: Segment
    at: int

    @property
    def token(self) -> Token:
        """The word."""
        return self.segment.tokens[self.at]

    @property
    def given(self) -> str:
        """The capitalised word before it, as a first name would stand."""
        tokens = self.segment.tokens
        if self.at == 0 or tokens[self.at - 1].end + 1 != self.token.start:
            return ""
        before = tokens[self.at - 1]
        return before.text if before.is_word and before.text[0].isupper() else ""


def one_slip(one: str, other: str) -> bool:
    """Tell whether one edit (or two letters exchanged) lies between two words.

    Endings are inflection more often than slips: Johnson and Johnsons, Iran and Iranian. Only a
    doubled last letter counts there.
    """
    if one == other or abs(len(one) - len(other)) > 1 or one[:1] != other[:1]:
        return False
    short, long = sorted((one, other), key=len)
    at = next(
        (i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]),
        len(short),
    )
    if len(short) < len(long):
        return short[at:] == long[at + 1 :] and (at < len(short) or long[-1] == long[-2])
    if at >= len(short) - 1:
        return False
    swapped = (
        short[at] == long[at + 1]
        and short[at + 1] == long[at]
        and short[at + 2 :] == long[at + 2 :]
    )
    return swapped or short[at + 1 :] == long[at + 1 :]


def capitalised(article: Sequence[Segment]) -> dict[str, list[Place]]:
    """Gather the capitalised words that no dictionary has, by spelling."""
    found: dict[str, list[Place]] = {}
    for segment in article:
        for index, token in enumerate(segment.tokens):
            text = token.text
            if len(text) < LEAST or not text.isalpha() or not text[0].isupper():
                continue
            if text.isupper() or token.form.known or word_form(text.lower()).known:
                continue
            if starts_sentence(segment.tokens, index) and len(segment.tokens) < 2:
                continue
            found.setdefault(text, []).append(Place(segment, index))
    return found


def same_person(rare: Sequence[Place], usual: Sequence[Place]) -> bool:
    """Tell whether first names leave it possible that the two spellings are one name.

    Whoever is met for the first time is given a first name; another one means another person.
    """
    known = {place.given for place in usual}
    return all(not place.given or place.given in known for place in rare)
