"""A comma, full stop, colon, question or exclamation mark must not have a space before it."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

SPACE = re.compile(
    r"(?<=[\w”’)\]])[ \u00a0\u202f]+(?=(?:[,;!?]|:(?![()DP/-])|\.(?![.\w]))(?:[\s”\")’\]]|$))"
)


@check(
    "whitespace",
    Severity.MINOR,
    why="French typography and detokenisers put a space before punctuation.",
    bad=[
        Example("Is it over⟦ ⟧?", fixed="Is it over?"),
        Example("He came⟦ ⟧, saw and left.", fixed="He came, saw and left."),
    ],
    good=[Example("He waited … and the .NET team came."), Example("a smile :) and at 10 : 1 odds")],
)
def space_before_punctuation(segment: Segment) -> Findings:
    """Find white space before a closing mark."""
    for space in SPACE.finditer(segment.text):
        if segment.text[space.end()] == ":" and segment.text[: space.start()][-1:].isdigit():
            continue
        yield Finding.at(space, "Space before punctuation.", replace="")
