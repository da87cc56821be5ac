"""A word must mean in English what the sentence means, not what its look-alike means."""

from mtqa.checks._calque import calques
from mtqa.core import Example, Findings, Segment, Severity, check
from mtqa.lexicon import Patterns


@check(
    "false-friend",
    Severity.MAJOR,
    why="Engines take the word that looks alike or the wrong sense of a pivot word.",
    bad=Example("⟦In the actuality⟧, three plants are closed."),
    good=Example("They met in May."),
    languages=["en"],
)
def false_friend(segment: Segment, patterns: Patterns) -> Findings:
    """Report the patterns of category accuracy/…."""
    yield from calques(segment, patterns, "accuracy")
