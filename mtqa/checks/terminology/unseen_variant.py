"""A phrase must not be a known term rendered word by word through another language."""

from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.glossary import Glossary
from mtqa.lexicon.variants import Variants

# Kinds of variant that competent English seldom forms: the order turned ("dome of the climate"),
# or several words of three changed. One changed word of two is as often a synonym.
TRUSTED = frozenset(
    ["1-of-2-turned", "2-of-2-turned", "2-of-3", "3-of-3", "2-of-4", "3-of-4", "4-of-4"]
)


@check(
    "wrong-term",
    Severity.MAJOR,
    why="No glossary lists every rendering; shared pivot words tell which phrases are confused.",
    bad=Example("He is the ⟦boss of personnel⟧.", fixed="He is the chief of staff."),
    good=Example("The chief of staff met the press; the end of the week is near."),
    languages=["en"],
)
def unseen_variant(segment: Segment, glossary: Glossary, variants: Variants) -> Findings:
    """Report trusted variants where no glossary entry already speaks."""
    for variant in variants.find(segment, TRUSTED):
        if any(m.start < variant.end and variant.start < m.end for m in glossary.find(segment)):
            continue
        found = segment.text[variant.start : variant.end]
        cause = "; ".join(filter(None, variant.causes))
        yield Finding.at(
            (variant.start, variant.end),
            f"“{found}” may stand for “{variant.replacement}”; {cause}.",
            replace=variant.replacement,
            safe=False,
            because=[("lexicon", cause)],
            entry=variant.entry,
        )
