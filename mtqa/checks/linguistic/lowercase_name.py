"""Days, months, nations and languages must have a capital."""

from functools import cache
from importlib.resources import files

from mtqa.core import Example, Finding, Findings, Segment, Severity, check


@cache
def proper_words() -> frozenset[str]:
    """Words that always have a capital, in lower case."""
    text = (files("mtqa") / "data" / "en" / "proper.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return frozenset(word for line in lines for word in line.split())


@check(
    "capitalization",
    Severity.MINOR,
    why="Most languages write days, months, nations and languages small.",
    bad=[
        Example(
            "the ⟦french⟧ president spoke on ⟦monday⟧", fixed="the French president spoke on Monday"
        ),
    ],
    good=[Example("We polish shoes in march, may be at the china shop in a jersey with swiss.com")],
    languages=["en"],
)
def lowercase_name(segment: Segment) -> Findings:
    """Find listed words in lower case."""
    for token in segment.tokens:
        if token.text in proper_words() and not _inside_address(
            segment.text, token.start, token.end
        ):
            yield Finding.at(
                token, f"“{token.text}” without a capital.", replace=token.text.capitalize()
            )


def _inside_address(text: str, start: int, end: int) -> bool:
    return (
        text[end : end + 1] in ("@", "_", "/")
        or (text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum())
        or text[max(0, start - 1) : start] in ("@", "#", "/", "_", ".", "-")
    )
