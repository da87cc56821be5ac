"""A word must not stand twice in a row."""

from itertools import pairwise

from mtqa.core import Example, Finding, Findings, Segment, Severity, Token, check
from mtqa.text import word_list

# Words that English does repeat, and articles that no text has side by side.
REPEATABLE = word_list("repeatable")
ARTICLES = frozenset(("a", "an", "the"))


@check(
    "duplication",
    Severity.MINOR,
    why="An engine that loses its place renders a word twice.",
    bad=[
        Example("It was ⟦a A⟧ much better year.", fixed="It was a much better year."),
        Example("He left ⟦the the⟧ room.", fixed="He left the room."),
        Example("She waited for ⟦a the⟧ train.", fixed="She waited for a train."),
    ],
    good=[
        Example("He said that that was wrong and had had enough."),
        Example("Sirhan Sirhan and Duran Duran"),
        Example("in New York, New York"),
        Example("She got an A in history and the A in maths."),
    ],
)
def doubled_word(segment: Segment) -> Findings:
    """Find the same word twice, or two articles, with only white space between."""
    for first, second in pairwise(segment.tokens):
        if not (first.is_word and second.is_word) or not _doubled(first, second):
            continue
        between = segment.text[first.end : second.start]
        if between and not between.strip():
            place = (first.start, second.end)
            yield Finding.at(place, f"“{second.text}” stands twice.", replace=first.text)


def _doubled(first: Token, second: Token) -> bool:
    if first.lower in ARTICLES and second.lower in ARTICLES:
        return second.text != "A" or first.text == "a"
    if first.lower != second.lower or first.lower in REPEATABLE or first.text[0] in "'’":
        return False
    if first.text[0].isdigit() or (len(first.text) == 1 and first.lower not in "ai"):
        return False
    return first.text.islower() or (second.text.islower() and first.text[1:].islower())
