"""How sure it is that an article is an engine's work: proven errors are the proof."""

from collections.abc import Sequence

from mtqa.core import Segment
from mtqa.glossary import Glossary
from mtqa.lexicon import Patterns

# Different listed errors: of 57 clean news articles (ntrex dev) three hold one of them and none two.
LEAST, WORDS_AN_ERROR = 3, 400


def is_proven(article: Sequence[Segment], glossary: Glossary, patterns: Patterns) -> bool:
    """Tell whether so many listed errors stand in an article that it must be a raw translation."""
    found: set[str] = set()
    words = 0
    for segment in article:
        words += len(segment.words)
        found.update(match.entry.entry for match in glossary.find(segment) if match.wrong)
        found.update(match.pattern.id for match in patterns.find(segment))
    return len(found) >= max(LEAST, words // WORDS_AN_ERROR)
