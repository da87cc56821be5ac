"""A verb must agree with the subject right before it: he has, they have."""

from itertools import pairwise

from mtqa.core import Example, Finding, Findings, Segment, Severity, Token, check
from mtqa.text import word_list

WRONG = {
    "he": {"have": "has", "do": "does", "are": "is"},
    "she": {"have": "has", "do": "does", "are": "is"},
    "it": {"have": "has", "are": "is"},
    "they": {"has": "have", "is": "are", "was": "were", "does": "do"},
    "we": {"has": "have", "is": "are", "was": "were", "does": "do"},
}
PLURAL = {"are": "is", "were": "was", "have": "has"}
SINGULAR = {"is": "are", "was": "were", "has": "have"}
BEFORE = frozenset(("that", "because", "when", "while", "but", "after", "before", "since"))
COLLECTIVE = word_list("collective_nouns")


@check(
    "agreement",
    Severity.MINOR,
    why="Number follows the subject of the source where the English subject has another number.",
    bad=[
        Example("He said that they ⟦has⟧ left.", fixed="He said that they have left."),
        Example("The minister ⟦have⟧ resigned.", fixed="The minister has resigned."),
        Example("The talks ⟦was⟧ over.", fixed="The talks were over."),
    ],
    good=[
        Example("Let him and her have it; what makes them is the past."),
        Example("The police are here. The team have won. The poor are many. The news is good."),
        Example("The United States is ready, and the results of the talks were clear."),
    ],
    languages=["en"],
)
def verb_agreement(segment: Segment) -> Findings:
    """Judge pronoun + verb, and “The noun” + verb at the start of a sentence."""
    tokens = segment.tokens
    for index, (subject, verb) in enumerate(pairwise(tokens)):
        before = tokens[index - 1].lower if index else ""
        if not index or before in BEFORE:
            right = WRONG.get(subject.lower, {}).get(verb.lower)
            if right and not (before == "that" and verb.lower in ("have", "do")):
                yield _finding(subject, verb, right)
    if len(tokens) > 2 and tokens[0].lower == "the":
        right = _noun_verb(tokens[1], tokens[2].lower)
        if right:
            yield _finding(tokens[1], tokens[2], right)


def _noun_verb(noun: Token, verb: str) -> str | None:
    tags = noun.form.tags
    if not noun.text.islower() or not COLLECTIVE.isdisjoint(noun.form.lemmas | {noun.lower}):
        return None
    if "NN" in tags and not {"NNS", "JJ"} & tags:
        return PLURAL.get(verb)
    if "NNS" in tags and not {"NN", "JJ"} & tags:
        return SINGULAR.get(verb)
    return None


def _finding(subject: Token, verb: Token, right: str) -> Finding:
    return Finding.at(verb, f"“{subject.text} {verb.text}” do not agree.", replace=right)
