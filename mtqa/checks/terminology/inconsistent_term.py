"""A compound must be written one way throughout an article."""

from collections.abc import Iterator, Sequence

from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.glossary import Glossary
from mtqa.glossary.forms import HYPHENS
from mtqa.text import match_case

Place = tuple[Segment, int, int]


@check(
    "term-inconsistency",
    Severity.MINOR,
    why="Engines write a compound now open, now closed: ceasefire, cease-fire.",
    bad=Example(
        "The ceasefire holds. A ceasefire was signed. The ⟦cease-fire⟧ began.",
        fixed="The ceasefire holds. A ceasefire was signed. The ceasefire began.",
    ),
    good=Example("The ceasefire holds. They may cease fire at noon. A ceasefire was signed."),
    languages=["en"],
)
def inconsistent_term(article: Sequence[Segment], glossary: Glossary) -> Findings:
    """Report the rarer of two ways to write a listed compound."""
    seen: dict[str, dict[str, list[Place]]] = {}
    for segment in article:
        for word, written, start, end in _compounds(segment, glossary):
            seen.setdefault(word, {}).setdefault(written, []).append((segment, start, end))
    for ways in seen.values():
        usual = max(ways, key=lambda way: len(ways[way]))
        for written, places in ways.items():
            if written != usual and len(ways[usual]) > 1:
                for segment, start, end in places:
                    yield _finding(segment, start, end, usual, len(ways[usual]))


def _compounds(segment: Segment, glossary: Glossary) -> Iterator[tuple[str, str, int, int]]:
    """Yield the listed compounds written closed or with a hyphen: letters, writing and place."""
    tokens, known = segment.tokens, glossary.closed
    for index, token in enumerate(tokens):
        if token.lower in known:
            yield token.lower, token.lower, token.start, token.end
        elif token.text in HYPHENS and 0 < index < len(tokens) - 1:
            left, right = tokens[index - 1], tokens[index + 1]
            joined = left.lower + right.lower
            if joined in known and (left.end, token.end) == (token.start, right.start):
                yield joined, f"{left.lower}-{right.lower}", left.start, right.end


def _finding(segment: Segment, start: int, end: int, usual: str, count: int) -> Finding:
    found = segment.text[start:end]
    right = match_case(found, usual)
    return Finding.at(
        (start, end),
        f"“{found}” is written “{usual}” {count} times in this article.",
        replace=right,
        because=[("glossary", usual)],
        segment=segment.index,
        entry=usual,
    )
