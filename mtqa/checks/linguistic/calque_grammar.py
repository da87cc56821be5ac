"""A verb, preposition or word order must be English, not the pivot language's."""

from mtqa.checks._calque import calques
from mtqa.core import Example, Findings, Segment, Severity, check
from mtqa.lexicon import Patterns


@check(
    "grammar",
    Severity.MAJOR,
    why="Engines keep the frame of the pivot language: accept to do, discuss about.",
    bad=Example("They ⟦accepted⟧ to reduce tariffs.", fixed="They agreed to reduce tariffs."),
    good=Example("He accepted the need to reduce tariffs."),
    languages=["en"],
)
def calque_grammar(segment: Segment, patterns: Patterns) -> Findings:
    """Report the patterns of category linguistic/…."""
    yield from calques(segment, patterns, "linguistic")
