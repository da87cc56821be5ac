"""The indefinite article must follow the sound of the next word: a man, an hour."""

import re
from itertools import pairwise

from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.text import indefinite_article, word_form, word_list

EITHER = re.compile(r"h(?:is|ot|er|ab|y|o|a)")
NOT_NOUNS = word_list("no_article_before")


@check(
    "grammar",
    Severity.MINOR,
    why="An engine picks the noun after it has written the article.",
    bad=[
        Example("⟦a⟧ agreement", fixed="an agreement"),
        Example("⟦an⟧ treaty", fixed="a treaty"),
        Example("⟦an⟧ European plan", fixed="a European plan"),
    ],
    good=[
        Example("an hour, a one-off, an MP, a UN vote, an 11th, an historic vote, an NHS trust"),
        Example("from A on; vitamin a is; Group A advanced; a euro"),
    ],
    languages=["en"],
)
def article_form(segment: Segment) -> Findings:
    """Find ``a`` before a vowel sound and ``an`` before a consonant sound."""
    for article, word in pairwise(segment.tokens):
        if article.text not in ("a", "an") and not (
            article.start == 0 and article.text in ("A", "An")
        ):
            continue
        if not word.is_word or word.start != article.end + 1 or _uncertain(word.text):
            continue
        right = indefinite_article(word.text)
        if right != article.lower:
            shown = right.capitalize() if article.text[0].isupper() else right
            yield Finding.at(article, f"“{article.text}” before “{word.text}”.", replace=shown)


def _uncertain(word: str) -> bool:
    """Tell whether good writers use either article, or the sound cannot be known."""
    lower = word.lower()
    if word.isupper() and len(word) > 1:
        return len(word) > 3 or lower[0] in "uh"
    if len(word) == 1 or lower in NOT_NOUNS:
        return True
    if lower[0] == "h":
        return not lower.startswith(("hour", "honest", "heir", "honour", "honor")) and bool(
            EITHER.match(lower)
        )
    return not word_form(lower).known and lower[0] in "uye" and not lower.startswith("europ")
