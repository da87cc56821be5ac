"""A bracket or curly quotation mark must have its partner in the same paragraph."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
CLOSERS = {close: open_ for open_, close in PAIRS.items()}


@check(
    "punctuation",
    Severity.MINOR,
    why="An engine that cuts or merges sentences loses one mark of a pair.",
    bad=[
        Example("He said ⟦“⟧it is over and left."),
        Example("the plan (agreed in May was ⟦]⟧ dropped)"),
    ],
    good=[
        Example("He said “it (really) is over” and left."),
        Example("first a) wash, then b) dry :)"),
    ],
)
def unpaired_marks(article: Sequence[Segment]) -> Findings:
    """Find marks without a partner, paragraph by paragraph."""
    blocks = [list(group) for _, group in groupby(article, key=lambda segment: segment.block)]
    for number, block in enumerate(blocks):
        later = next((b[0].text for b in blocks[number + 1 : number + 2]), "")
        for segment, at, mark in _unpaired(block):
            if mark == "“" and later.startswith("“"):
                continue
            message = f"“{mark}” has no partner in this paragraph."
            yield Finding.at((at, at + 1), message, segment=segment.index)


def _unpaired(block: Sequence[Segment]) -> Iterator[tuple[Segment, int, str]]:
    stack: list[tuple[Segment, int, str]] = []
    for segment in block:
        for at, char in enumerate(segment.text):
            if char in PAIRS:
                stack.append((segment, at, char))
            elif char in CLOSERS:
                if stack and stack[-1][2] == CLOSERS[char]:
                    stack.pop()
                elif not _is_label(segment.text, at, char):
                    yield segment, at, char
    yield from stack


def _is_label(text: str, at: int, char: str) -> bool:
    """Tell a list label ``a)``, an emoticon, or a mark in other use from a lost partner."""
    if char != ")":
        return char == "»"
    start = max(text.rfind(" ", 0, at), -1)
    return len(text[start + 1 : at]) <= 2
