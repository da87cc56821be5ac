"""A hyphenated compound must not have a space before or after its hyphen."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

SPACED_HYPHEN = re.compile(
    r"(?<=[^\W_]) (?=-[^\W\d_])|(?<=[^\W\d_]-) (?=(?!and\b|or\b|to\b|nor\b)[a-z])"
)


@check(
    "whitespace",
    Severity.MINOR,
    why="Detokenisers put a space beside the hyphen of a compound.",
    bad=[
        Example("a two⟦ ⟧-hour call", fixed="a two-hour call"),
        Example("a cease-⟦ ⟧fire held", fixed="a cease-fire held"),
    ],
    good=[
        Example("minus signs such as x - 5"),
        Example("short- and long-term loans"),
        Example("a walk - or a run - each day"),
        Example("at -5 degrees"),
    ],
)
def spaced_hyphen(segment: Segment) -> Findings:
    """Find a space on one side of a hyphen."""
    for space in SPACED_HYPHEN.finditer(segment.text):
        yield Finding.at(space, "Space beside the hyphen of a compound.", replace="")
