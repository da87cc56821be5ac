"""Function words of another language must not be left among English words."""

from functools import cache
from importlib.resources import files

from mtqa.core import Example, Finding, Findings, Segment, Severity, Token, check


@cache
def leftovers() -> dict[str, str]:
    """Map a foreign function word to its language."""
    text = (files("mtqa") / "data" / "en" / "leftovers.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {word: language for language, words in rows for word in words.split()}


@check(
    "untranslated",
    Severity.MAJOR,
    why="The engine left a small word of the source standing.",
    bad=[
        Example("He said ⟦que⟧ the talks failed."),
        Example("the minister ⟦avec⟧ his team"),
    ],
    good=[
        Example("Joie de vivre, the Côte d’Azur and Club avec Nous; que sera sera"),
        Example("Rio de la Plata"),
    ],
    languages=["en"],
)
def leftover_word(segment: Segment) -> Findings:
    """Find a listed word between lower-case English words."""
    tokens = segment.tokens
    for index, token in enumerate(tokens):
        language = leftovers().get(token.text)
        if language and _english(tokens, index - 1) and _english(tokens, index + 1):
            yield Finding.at(
                token, f"“{token.text}” is a {language} word.", because=[("rule", language)]
            )


def _english(tokens: tuple[Token, ...], index: int) -> bool:
    if not 0 <= index < len(tokens):
        return False
    token = tokens[index]
    return (
        token.is_word
        and token.text.islower()
        and token.form.known
        and token.text not in leftovers()
    )
