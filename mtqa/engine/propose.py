"""What a suspected span may have meant: pivot siblings, synonyms, small words, forms and order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from mtqa.core import Candidate, Segment, Span, Token
from mtqa.lexicon.clusters import Clusters
from mtqa.text import match_case, reinflect
from mtqa.text.phrase import inflection_of

__all__ = ["LikelyWords", "WordProposer", "replace_span", "thesaurus"]

_POS = {"noun": "noun", "verb": "verb", "adj": "adjective", "adv": "adverb"}
_FAMILIES = (
    "in on at to into of for from with by about over during against between",
    "it he she they this that", "its his her their", "him her it them", "himself herself itself themselves",
    "who which that what whom", "is are was were be been being", "has have had having", "does do did",
    "will would shall should", "can could may might", "much many", "no any some", "this these", "that those",
    "as like", "more most", "so such", "than as then", "because since for", "a an the",
)  # fmt: skip
_FORMS = {
    "verb": ("VB", "VBZ", "VBD", "VBN", "VBG"),
    "noun": ("NN", "NNS"),
}
_MOST_SIBLINGS, _MOST_SYNONYMS, _MOST_LIKELY = 8, 5, 40


class WordProposer:
    """Proposes by knowledge alone; the first of each source is the likeliest."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters

    def propose(self, segment: Segment, span: Span) -> list[Candidate]:
        """Return replacements for the whole span."""
        tokens = [
            token for token in segment.words if token.start < span.end and span.start < token.end
        ]
        found: dict[str, Candidate] = {}
        original = segment.text[span.start : span.end]
        for candidate in self._all(segment, span, tokens):
            if candidate.text.strip() and candidate.text != original:
                found.setdefault(candidate.text, candidate)
        return list(found.values())

    def _all(self, segment: Segment, span: Span, tokens: Sequence[Token]) -> Iterator[Candidate]:
        yield from _reordered(segment.text[span.start : span.end], tokens)
        for token in tokens:
            before = segment.text[span.start : token.start]
            after = segment.text[token.end : span.end]
            for one in self._for_word(token):
                yield one._replace(text=before + one.text + after)

    def _for_word(self, token: Token) -> Iterator[Candidate]:
        yield from _closed(token)
        yield from _other_forms(token)
        for lemma, pos in _readings(token):
            for sibling in self._clusters.siblings(lemma, pos)[:_MOST_SIBLINGS]:
                yield Candidate(_fitted(sibling.word, token, lemma, pos), "pivot", sibling.cause)
            for word in thesaurus().get((lemma, pos), ())[:_MOST_SYNONYMS]:
                yield Candidate(_fitted(word, token, lemma, pos), "thesaurus")


class LikelyWords:
    """The words a language model expects at the place; ranking tells which are related."""

    def __init__(self, model: object) -> None:
        self._likely: Any = getattr(model, "likely_words", None)

    def propose(self, segment: Segment, span: Span) -> list[Candidate]:
        """Return single words for each word of the span, where the model has read the segment."""
        noted: Any = segment.notes.extra.get("lm")
        if noted is None or self._likely is None:
            return []
        states, offsets = noted
        found: list[Candidate] = []
        for token in segment.words:
            if not (token.start < span.end and span.start < token.end) or len(token.text) < 3:
                continue
            place = sum(1 for _, end in offsets if end <= token.start)
            before, after = (
                segment.text[span.start : token.start],
                segment.text[token.end : span.end],
            )
            for word in self._likely(states[place], _MOST_LIKELY):
                text = before + match_case(token.text, word) + after
                found.append(Candidate(text, "lm", "what the language model expects here"))
        return found


def replace_span(text: str, span: Span, new: str) -> str:
    """Put ``new`` in the place of the span; nothing leaves one space behind."""
    if not new:
        return (
            (text[: span.start].rstrip() + text[span.end :])
            if span.start
            else text[span.end :].lstrip()
        )
    return text[: span.start] + new + text[span.end :]


def _readings(token: Token) -> list[tuple[str, str]]:
    parts = {"N": "noun", "V": "verb", "J": "adj", "R": "adv"}
    pairs = ((lemma, parts.get(tag[0], "")) for lemma, tag in token.form.readings)
    return list(dict.fromkeys(pair for pair in pairs if pair[1]))


def _fitted(word: str, token: Token, lemma: str, pos: str) -> str:
    part = _POS[pos]
    return reinflect(word, part, inflection_of(token, lemma, part), token.text)


def _closed(token: Token) -> Iterator[Candidate]:
    for family in _families().get(token.lower, ()):
        for word in family:
            if word != token.lower:
                yield Candidate(match_case(token.text, word), "grammar")


@cache
def _families() -> Mapping[str, list[list[str]]]:
    table: dict[str, list[list[str]]] = {}
    for line in _FAMILIES:
        words = line.split()
        for word in words:
            table.setdefault(word, []).append(words)
    return table


def _other_forms(token: Token) -> Iterator[Candidate]:
    """The other forms of the same word: number and tense."""
    if token.lower in _families():
        return
    for lemma, pos in _readings(token):
        for tag in _FORMS.get(pos, ()):
            form = reinflect(lemma, pos, tag, token.text)
            if form.lower() != token.lower:
                yield Candidate(form, "form")


def _reordered(text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """`numbers of (the) telephone` → `telephone numbers`; two words change places."""
    words = [token for token in tokens if token.lower not in ("the", "a", "an")]
    if len(words) == 3 and words[1].lower == "of":
        head, modifier = words[0], words[2]
        singular = next(
            (lemma for lemma, tag in modifier.form.readings if tag == "NNS"), modifier.text
        )
        for form in dict.fromkeys((singular, modifier.text)):
            yield Candidate(match_case(text, f"{form.lower()} {head.text.lower()}"), "order")
    if len(words) == 2 == len(tokens):
        yield Candidate(
            match_case(text, f"{words[1].text.lower()} {words[0].text.lower()}"), "order"
        )


@cache
def thesaurus() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Synonyms by lemma and part of speech (WordNet, see data/en/WORDNET-LICENCE.txt)."""
    text = (files("mtqa") / "data" / "en" / "thesaurus.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {(word, pos): tuple(near.split(", ")) for word, pos, near in rows}
