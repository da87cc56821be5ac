"""Words in another script must not be left in the text."""

import re
import unicodedata

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = (
    "CYRILLIC",
    "ARABIC",
    "HEBREW",
    "GREEK",
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "THAI",
    "DEVANAGARI",
)


@check(
    "untranslated",
    Severity.MAJOR,
    why="The engine passed over a word it did not know, or mixed letters that only look alike.",
    bad=[
        Example("the head of the ⟦ведомство⟧ resigned"),
        Example("in ⟦Mоscow⟧ today"),
    ],
    good=[Example("an angle α, a µ-meson and the Σ of all; Kyiv, café and Łódź")],
    languages=["en"],
)
def foreign_script(segment: Segment) -> Findings:
    """Find words with letters of a script that is not Latin, single symbols apart."""
    if segment.text.isascii():
        return
    for match in WORD.finditer(segment.text):
        word = match.group()
        if word.isascii() or len(word) < 3:
            continue
        scripts = {_script(char) for char in word if not char.isascii()} - {None}
        if scripts and not (len(word) < 4 and "GREEK" in scripts):
            mixed = any(char.isascii() for char in word)
            script = min(s for s in scripts if s).capitalize()
            message = (
                f"{script} letters hidden in a word."
                if mixed
                else f"A word left in {script} script."
            )
            yield Finding.at(match, message)


def _script(char: str) -> str | None:
    name = unicodedata.name(char, "")
    return next((script for script in SCRIPTS if name.startswith(script)), None)
