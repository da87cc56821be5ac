"""Words that the encoder takes for an engine's error must be looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

from mtqa.core import Example, Finding, Findings, Segment, Severity, Token, check
from mtqa.glossary import Glossary

# About twelve alarms in 10,000 words of clean text; names are rarer in training than in news.
SURE, SURE_NAME, BESIDE = 0.88, 0.96, 0.50
# In an article rougher than any clean one seen in development (twenty held-out sentences each) the
# threshold falls, down to the lowest at twice the clean median.
SURE_ROUGH = 0.58
MOST_WORDS = 6
BRIDGES = frozenset("of the a an to in for on and".split())
SAYS: Mapping[str, str] = {
    "replace": "“{}” is hardly the word meant here",
    "inflect": "“{}” hardly has the form meant here",
    "delete": "“{}” is hardly wanted here",
    "reorder": "“{}” hardly stands in English order",
    "case": "“{}” hardly has the capitals meant here",
    "missing": "a word seems to be missing before “{}”",
    "keep": "“{}” is hardly the word meant here",
}


@check(
    "mistranslation",
    Severity.MAJOR,
    why="No list can name every wrong sense; a model trained on engines' errors has seen many.",
    bad=Example("The report was full of legislation of draft and ⟦numbers of telephone⟧."),
    good=[
        Example("The bank raised its key rate on Thursday, and shares fell."),
        Example("She told the court she had never met him."),
    ],
    languages=["en"],
    depth="standard",
)
def improbable_words(segment: Segment, glossary: Glossary) -> Findings:
    """Join words of high error probability into spans; quiet where no model has run.

    A correct term of a glossary is not doubted.
    """
    wrong = segment.notes.wrong
    if wrong is None:
        return
    words = segment.words
    shift = rough_shift(segment.notes.extra)
    for first, last in spans(words, wrong, shift):
        start, end = words[first].start, words[last].end
        if any(term.start < end and start < term.end for term in glossary.accepted(segment)):
            continue
        confidence = max(wrong[first : last + 1])
        says = SAYS[likely_edit(segment.notes.extra, first, last)]
        yield Finding.at(
            (start, end),
            says.format(segment.text[start:end]) + ".",
            because=[("encoder", f"probability of an error {confidence:.2f}")],
            confidence=round(confidence, 3),
        )


def rough_shift(extra: Mapping[str, Any]) -> float:
    """Return by how much the thresholds fall in a rough article."""
    return float(extra.get("rough", 0.0)) * (SURE - SURE_ROUGH)


def spans(
    words: Sequence[Token], wrong: Sequence[float], shift: float = 0.0
) -> list[tuple[int, int]]:
    """Return first and last word of every suspicious stretch."""
    beside = BESIDE - shift / 3
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        if wrong[at] < beside:
            at += 1
            continue
        last = at
        while last + 1 < len(words) and last + 1 - at < MOST_WORDS:
            if wrong[last + 1] >= beside:
                last += 1
            elif (
                words[last + 1].lower in BRIDGES
                and last + 2 < len(words)
                and wrong[last + 2] >= beside
            ):
                last += 2
            else:
                break
        if any(is_sure(words, wrong, place, shift) for place in range(at, last + 1)):
            found.append((at, last))
        at = last + 1
    return found


def is_sure(words: Sequence[Token], wrong: Sequence[float], place: int, shift: float = 0.0) -> bool:
    """Tell whether one word alone is reason enough; a capital inside a sentence asks for more."""
    is_name = place > 0 and words[place].text[:1].isupper()
    return wrong[place] >= (SURE_NAME if is_name else SURE) - shift


def likely_edit(extra: Mapping[str, Any], first: int, last: int) -> str:
    """Name the kind of edit the encoder expects; ``replace`` where it did not say."""
    output = extra.get("encoder")
    if output is None or output.shape[1] < 9:
        return "replace"
    kinds = output[first : last + 1, 2:].mean(axis=0)
    return tuple(SAYS_ORDER)[int(kinds[1:].argmax())]


SAYS_ORDER = ("replace", "inflect", "delete", "reorder", "case", "missing")
