"""A comma, semicolon or the end of a sentence must have a space after it."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.text import word_form

GAP = re.compile(
    r"(?<=[a-z]{2})[,;](?=[A-Za-z]{2})"
    r"|(?<=[a-z]{3})[.!?](?=[A-Z][a-z]+(?:\s|,))"
    r"|(?<=[a-z]{2})[,;.!?][”’](?=[A-Za-z]{2})"
)
AROUND = re.compile(r"[^\W\d_]+")


@check(
    "whitespace",
    Severity.MINOR,
    why="Stripped tags and detokenisers lose the space after punctuation.",
    bad=[
        Example("They came⟦,⟧saw and left.", fixed="They came, saw and left."),
        Example("It ended⟦.⟧The army left.", fixed="It ended. The army left."),
    ],
    good=[
        Example("on Booking.com, Node.js and Yahoo!News"),
        Example("1,500 people at 10:30 a.m."),
    ],
)
def missing_space(segment: Segment) -> Findings:
    """Find punctuation with words on both sides."""
    for mark in GAP.finditer(segment.text):
        following = AROUND.match(segment.text, mark.end())
        if following is None or not word_form(following.group().lower()).known:
            continue
        yield Finding.at(mark, "No space after punctuation.", replace=mark.group() + " ")
