"""Detokenise the development text, so that a detector learns from text as people type it."""

import random
import re
from dataclasses import dataclass

NO_SPACE_BEFORE = set(".,;:!?%)]}…”»")
NO_SPACE_AFTER = set("([{$£€#“«")
CLITIC = re.compile(r"^(?:'|’)(?:s|S|t|d|ll|re|ve|m|em)$|^n['’]t$")
QUOTES = {'"', "''", "``", "„", "“", "”", "«", "»"}
ODD = re.compile(
    r"\\|[=|<>{}*_^~@]|[a-z][.,][a-zA-Z]{2}|https?:|[^\x20-\x7e\u00a0-\u024f\u2010-\u2026€£]|(?:\W\s*){5}"
)


@dataclass(frozen=True, slots=True)
class Style:
    """How one sentence is typed: curly or straight quotes, split hyphens joined or not."""

    opening: str
    closing: str
    apostrophe: str
    join_hyphen: bool


def pick_style(chance: random.Random, *, join_hyphen: bool) -> Style:
    """Choose one typing habit; a text keeps to one, but a corpus has all of them."""
    opening, closing, apostrophe = chance.choice(
        [
            ("“", "”", "’"),
            ('"', '"', "'"),
            ('"', '"', "'"),
            ("“", "”", "'"),
            ("‘", "’", "’"),
            ("'", "'", "'"),
        ]
    )
    return Style(opening, closing, apostrophe, join_hyphen)


def detokenise(tokens: list[str], style: Style) -> tuple[str, list[tuple[int, int]]]:
    """Join tokens as a person would type them; return the text and each token's place in it."""
    text = ""
    places: list[tuple[int, int]] = []
    is_open = False
    glued = True
    for index, token in enumerate(tokens):
        shown, before, after, is_open = _shape(token, tokens[index + 1 : index + 2], style, is_open)
        if index and not glued and not before:
            text += " "
        places.append((len(text), len(text) + len(shown)))
        text += shown
        glued = after
    return text, places


def _shape(
    token: str, following: list[str], style: Style, is_open: bool
) -> tuple[str, bool, bool, bool]:
    """Return the token as typed, whether it sticks to its left and its right, and the quote state."""
    if token in QUOTES or (
        token in {"'", "’", "‘"} and not (not is_open and following[:1] in (["s"], ["t"]))
    ):
        if is_open:
            return style.closing, True, False, False
        return style.opening, False, True, True
    if CLITIC.match(token):
        return (
            token.replace("'", style.apostrophe).replace("’", style.apostrophe),
            True,
            False,
            is_open,
        )
    if token == "-" and style.join_hyphen:
        return "-", True, True, is_open
    if token == "--":
        return "–", style.join_hyphen, style.join_hyphen, is_open
    shown = re.sub(r"(?<=\w)['’](?=\w)", style.apostrophe, token)
    return shown, token in NO_SPACE_BEFORE or token == "...", token in NO_SPACE_AFTER, is_open


def is_usable(text: str) -> bool:
    """Keep sentences that look like prose; a corpus artefact would be learnt as clean English."""
    words = text.split()
    if not 3 <= len(words) <= 42 or ODD.search(text):
        return False
    letters = sum(ch.isalpha() or ch == " " for ch in text)
    return letters / len(text) > 0.82 and text.count('"') % 2 == 0
