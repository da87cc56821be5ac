"""A punctuation mark must not stand twice, nor two that exclude each other."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

DOUBLED = re.compile(r"(?<![.,;:!?])(?:,[,.;:]|;[,;.]|:[,;.]|(?<=\w)\.\.|(?<=\w)\. \.)(?![.\w/])")
QUOTES = re.compile(r"““|””|«\s?«|»\s?»")


@check(
    "punctuation",
    Severity.MINOR,
    why="Engines and merged lines leave the mark of the draft beside the mark of the source.",
    bad=[
        Example("He left⟦,,⟧ and she stayed.", fixed="He left, and she stayed."),
        Example("It is over⟦..⟧", fixed="It is over."),
        Example("the ⟦““⟧new” plan", fixed="the “new” plan"),
    ],
    good=[
        Example("Wait... what?! He works at Foo Inc., in Ohio."),
        Example("ratio 3:.5"),
        Example('He said "it was "fun"".'),
    ],
)
def doubled_punctuation(segment: Segment) -> Findings:
    """Find runs of two marks."""
    for match in DOUBLED.finditer(segment.text):
        marks = match.group()
        keep = "." if "." in marks and match.end() == len(segment.text) else marks[0]
        yield Finding.at(match, "Doubled punctuation.", replace=keep)
    for match in QUOTES.finditer(segment.text):
        yield Finding.at(match, "Doubled quotation mark.", replace=match.group()[0], safe=False)
