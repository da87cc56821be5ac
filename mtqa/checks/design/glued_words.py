"""Two words must not be glued together where a tag or a line break was lost."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.text import word_form, word_list

CAMEL = re.compile(r"\b([A-Z]?[a-z]{3,})([A-Z][a-z]{1,})\b")
STARTERS = word_list("sentence_starters")


@check(
    "whitespace",
    Severity.MINOR,
    why="Stripped links and line breaks leave the end of one word glued to the next.",
    bad=[
        Example("after two ⟦missionsAfter⟧ the vote", fixed="after two missions After the vote"),
        Example("the war in ⟦RussiaThat⟧ began", fixed="the war in Russia That began"),
    ],
    good=[
        Example("a video on YouTube and LinkedIn"),
        Example("the iPhone, eBay and PlayStation"),
        Example("MacDonald met McCartney and DiCaprio"),
    ],
)
def glued_words(segment: Segment) -> Findings:
    """Find a capital inside a word when both halves are words."""
    for match in CAMEL.finditer(segment.text):
        first, second = match.groups()
        if second not in STARTERS and (first[0].isupper() or not word_form(second.lower()).known):
            continue
        if first[0].islower() and not word_form(first).known:
            continue
        yield Finding.at(match, "Two words are glued together.", replace=f"{first} {second}")
