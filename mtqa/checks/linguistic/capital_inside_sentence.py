"""A function word inside a sentence must not have a capital."""

from mtqa.core import Example, Finding, Findings, Segment, Severity, Token, check
from mtqa.text import word_list

WORDS = word_list("sentence_words")


@check(
    "capitalization",
    Severity.MINOR,
    why="Joined sentences and truecasing leave a capital in the middle.",
    bad=[
        Example("He told ⟦The⟧ reporters so.", fixed="He told the reporters so."),
        Example("They left ⟦After⟧ the vote.", fixed="They left after the vote."),
    ],
    good=[
        Example("He lives in The Hague and reads The Times."),
        Example('She sang "The end" and Gone With the Wind.'),
        Example("The reason: The plan failed."),
        Example("Court of Appeal for The Bahamas"),
    ],
    languages=["en"],
)
def capital_inside_sentence(segment: Segment) -> Findings:
    """Find a capitalised function word between two lower-case words."""
    if segment.kind == "heading" or _headline(segment):
        return
    tokens = segment.tokens
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (
            token.lower not in WORDS
            or not token.text.istitle()
            or not _small(before)
            or not _small(after)
        ):
            continue
        if before.end + 1 == token.start and token.end + 1 == after.start:
            yield Finding.at(
                token, f"“{token.text}” inside a sentence.", replace=token.text.lower()
            )


def _small(token: Token) -> bool:
    return token.is_word and token.text.islower()


def _headline(segment: Segment) -> bool:
    words = [token.text for token in segment.tokens if token.is_word and len(token.text) > 3]
    return sum(word[0].isupper() for word in words) * 2 > len(words)
