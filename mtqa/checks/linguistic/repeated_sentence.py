"""A sentence must not stand twice in one article."""

from collections.abc import Sequence

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

LEAST_WORDS = 6


@check(
    "duplication",
    Severity.MINOR,
    why="Merged feeds and engines that lose their place repeat whole sentences.",
    bad=Example(
        "The talks in Geneva ended on Friday. ⟦The talks in Geneva ended on Friday.⟧",
    ),
    good=Example("He left. He left. The talks in Geneva ended. The talks in Vienna ended."),
)
def repeated_sentence(article: Sequence[Segment]) -> Findings:
    """Find the second and later copies of a sentence of six words or more."""
    seen: set[str] = set()
    for segment in article:
        words = [token.lower for token in segment.tokens if token.is_word]
        key = " ".join(words)
        if len(words) >= LEAST_WORDS and key in seen:
            place = (0, len(segment.text))
            yield Finding.at(
                place, "This sentence stands here a second time.", segment=segment.index
            )
        seen.add(key)
