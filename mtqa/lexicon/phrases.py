"""How the words of a possible variant stand in the text, and which phrases are known to be good."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from mtqa.core import Token
from mtqa.text import inflect, word_form

__all__ = ["ends_phrase", "inflected", "is_title", "lemmas_of", "next_word", "noun_lemma", "quiet"]


def next_word(tokens: Sequence[Token], at: int) -> int | None:
    """Return the word right after, over a space or a tight hyphen."""
    following = at + 1
    if following < len(tokens) and tokens[following].text == "-":
        if tokens[following].start != tokens[at].end:
            return None
        following += 1
    if following >= len(tokens) or not tokens[following].text.isalpha():
        return None
    return following if tokens[following].start - tokens[at].end <= 1 else None


def ends_phrase(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a noun stands at ``at`` and no other follows it: not "of the ruling party"."""
    tags = tokens[at].form.tags
    if not {"NN", "NNS"} & tags or ("JJ" in tags and "NNS" not in tags):
        return False
    following = next_word(tokens, at)
    if following is None:
        return True
    after = tokens[following]
    return after.form.known and not {"NN", "NNS", "JJ"} & after.form.tags and after.text.islower()


def is_title(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether capitals make it a name: the Department of Energy, the Prisoner of War."""
    return tokens[first].text[0].isupper() and tokens[last].text[0].isupper()


def lemmas_of(tokens: Sequence[Token], places: Sequence[int]) -> str:
    """Return the words of a phrase with nouns in the singular."""
    return " ".join(noun_lemma(tokens[place].lower) for place in places)


def noun_lemma(word: str) -> str:
    """Return the singular of a plural noun, any other word as it is."""
    readings = word_form(word).readings
    return next((lemma for lemma, tag in readings if tag == "NNS"), word)


def inflected(text: str, head: Token) -> str:
    """Put a term in the number of the head it replaces."""
    plural = "NNS" in head.form.tags and "NN" not in head.form.tags
    words = text.split(" ")
    if plural and "NNS" not in word_form(words[-1].lower()).tags:
        words[-1] = inflect(words[-1], "NNS")
    return " ".join(words)


@cache
def quiet() -> frozenset[str]:
    """Phrases that look like variants and are good English, as ``mtqa glossary stats`` found them."""
    path = files("mtqa") / "data" / "quiet_variants.txt"
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
