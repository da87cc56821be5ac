"""An institution is “it”, whatever gender its name has in the pivot language."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from mtqa.core import Example, Finding, Findings, Segment, Severity, Token, check
from mtqa.text.context import starts_sentence

FAR = 14


@cache
def lists() -> Mapping[str, frozenset[str]]:
    """The nouns for institutions, for what only they have, and for persons."""
    text = (files("mtqa") / "data" / "en" / "institutions.toml").read_text(encoding="utf-8")
    return {key: frozenset(words) for key, words in tomllib.loads(text).items()}


@check(
    "unidiomatic",
    Severity.MAJOR,
    why="French, Spanish or Russian nouns have a gender and the engine keeps it.",
    bad=[
        Example(
            "The White House confirmed the visit in ⟦his⟧ statement.",
            fixed="The White House confirmed the visit in its statement.",
        ),
        Example(
            "The company raised ⟦her⟧ annual forecast.",
            fixed="The company raised its annual forecast.",
        ),
    ],
    good=[
        Example("The White House said the president stood by his statement."),
        Example("The company said Maria Lopez had sold her profits; the firm kept its forecast."),
    ],
    languages=["en"],
)
def institution_pronoun(segment: Segment) -> Findings:
    """Report his and her where an institution is the only one it can mean."""
    tokens = segment.tokens
    for index, token in enumerate(tokens):
        if token.lower not in ("his", "her") or not _owns_thing(tokens, index):
            continue
        name = _institution_before(tokens, index)
        if name and not _someone(tokens, index):
            yield Finding.at(
                token,
                f"“{token.text}” can only mean “{name}” here, and an institution is “it”.",
                replace="its" if token.text[0].islower() else "Its",
                because=[("rule", "grammatical gender of the pivot language")],
            )


def _owns_thing(tokens: Sequence[Token], index: int) -> bool:
    following = [token.lower for token in tokens[index + 1 : index + 4] if token.is_word]
    pairs = {" ".join(following[:2]), *following[:3]}
    return bool(pairs & lists()["things"])


def _institution_before(tokens: Sequence[Token], index: int) -> str:
    for at in range(index - 1, max(-1, index - FAR), -1):
        if tokens[at].text in ";:.":
            return ""
        for width in (2, 1):
            words = tokens[max(0, at - width + 1) : at + 1]
            if " ".join(token.lower for token in words) in lists()["institutions"]:
                return " ".join(token.text for token in words)
    return ""


def _someone(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a person, or a name that may be one, stands in the sentence."""
    for at, token in enumerate(tokens):
        if at == index or not token.is_word:
            continue
        if token.form.lemmas & lists()["persons"] or token.lower in lists()["persons"]:
            return True
        if (
            token.text[0].isupper()
            and not starts_sentence(tokens, at)
            and not _institutional(tokens, at)
        ):
            return True
    return False


def _institutional(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a capitalised word belongs to the name of an institution."""
    known = lists()["institutions"]
    spans = (tokens[at : at + 1], tokens[at : at + 2], tokens[max(0, at - 1) : at + 1])
    return any(" ".join(token.lower for token in span) in known for span in spans)
