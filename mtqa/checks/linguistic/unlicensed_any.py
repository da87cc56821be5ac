"""“Any” or “ever” after a finished action wants a negation: has expressed any interest."""

from mtqa.core import Example, Finding, Findings, Segment, Severity, Token, check
from mtqa.text import word_list

LICENSORS = word_list("any_licensors")
PERFECT = frozenset(("has", "have", "had"))


@check(
    "negation",
    Severity.CRITICAL,
    why="French aucun, Spanish ninguno and their like carry the negation; “any” alone turns it round.",
    bad=[
        Example(
            "The company has expressed ⟦any⟧ interest.",
            fixed="The company has expressed no interest.",
        ),
        Example("He has ⟦ever⟧ visited the town.", fixed="He has never visited the town."),
        Example("⟦Any⟧ date has been set.", fixed="No date has been set."),
    ],
    good=[
        Example("The company has not expressed any interest."),
        Example("Have they expressed any interest?"),
        Example("It is the biggest fire the city has ever seen."),
        Example("If he has made any error, he will say so."),
        Example("Any reader can see it."),
    ],
    languages=["en"],
)
def unlicensed_any(segment: Segment) -> Findings:
    """Find any/ever after has, have or had, with nothing in the sentence to license it."""
    if "any" not in segment.text.lower() and "ever" not in segment.text:
        return
    tokens = [token for token in segment.tokens if token.is_word]
    if segment.text.rstrip('”"’) ').endswith("?") or _licensed(tokens):
        return
    for index, token in enumerate(tokens):
        if token.lower == "any" and (_after_perfect(tokens, index) or _passive(tokens, index)):
            word = "No" if token.text[0].isupper() else "no"
            yield Finding.at(token, "“any” where the negation is lost.", replace=word, safe=False)
        elif token.lower == "ever" and index and tokens[index - 1].lower in PERFECT:
            yield Finding.at(
                token, "“ever” where the negation is lost.", replace="never", safe=False
            )


def _licensed(tokens: list[Token]) -> bool:
    return any(
        token.lower in LICENSORS
        or not LICENSORS.isdisjoint(token.form.lemmas)
        or not {"JJS", "RBS"}.isdisjoint(token.form.tags)
        for token in tokens
    )


def _after_perfect(tokens: list[Token], index: int) -> bool:
    if index < 2 or "VBN" not in tokens[index - 1].form.tags:
        return False
    return any(token.lower in PERFECT for token in tokens[max(0, index - 3) : index - 1])


def _passive(tokens: list[Token], index: int) -> bool:
    """Match “Any date has been set” at the start of a sentence."""
    rest = [token.lower for token in tokens[index + 2 : index + 4]]
    return index == 0 and len(rest) == 2 and rest[0] in PERFECT and rest[1] == "been"
