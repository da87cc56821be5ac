"""A turn of phrase must be one English uses."""

from mtqa.checks._calque import calques
from mtqa.core import Example, Findings, Segment, Severity, check
from mtqa.lexicon import Patterns


@check(
    "unidiomatic",
    Severity.MAJOR,
    why="Engines carry set phrases over word by word.",
    bad=Example(
        "The ministry ⟦put in march⟧ a plan against fires.",
        fixed="The ministry launched a plan against fires.",
    ),
    good=Example("They put the vase in its place."),
    languages=["en"],
)
def calque(segment: Segment, patterns: Patterns) -> Findings:
    """Report the patterns of category style/…."""
    yield from calques(segment, patterns, "style")
