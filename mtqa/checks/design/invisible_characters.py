"""Text must not hold zero-width, control or direction-changing characters."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

INVISIBLE = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f]+"
    "|[\u202a-\u202e\u2066-\u2069]+"
    "|(?<=[a-zA-Z])[\u200c\u200d]+(?=[a-zA-Z])"
)


@check(
    "character-encoding",
    Severity.MINOR,
    why="Copying out of web pages and tools carries characters that nobody sees and search trips over.",
    bad=Example("the cease⟦\u200b⟧fire", fixed="the ceasefire"),
    good=[
        Example("a family 👩\u200d👩\u200d👧 and می\u200cخواهم"),
        Example("tab\tand line\nbreak"),
    ],
)
def invisible_characters(segment: Segment) -> Findings:
    """Find characters without a shape."""
    for match in INVISIBLE.finditer(segment.text):
        codes = " ".join(f"U+{ord(char):04X}" for char in match.group()[:3])
        yield Finding.at(match, f"Invisible character {codes}.", replace="")
