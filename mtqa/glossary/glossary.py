"""The knowledge of correct terms and names as the checks ask for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from mtqa.core import Segment, Token
from mtqa.glossary.index import WRONG
from mtqa.glossary.mass import is_mass
from mtqa.glossary.matcher import Hit, Matcher
from mtqa.glossary.term import Match, Name, Term, entry_of
from mtqa.text import head_index, match_case, reinflect
from mtqa.text.context import Sentence, after_auxiliary
from mtqa.text.phrase import inflection_of

__all__ = ["Glossary"]

_CACHED = 4096


class Glossary:
    """Every loaded term and name with the matcher over their forms.

    ``style`` is the house style whose spellings corrections use; ``key`` names the content, and
    ``signature`` is its beginning, for reports.
    """

    def __init__(
        self, compiled: Mapping[str, Any], *, style: str = "neutral", key: str = ""
    ) -> None:
        self._compiled = compiled
        self.style = style
        self.key, self.signature = key, key[:8]
        self._matcher = Matcher(compiled["shapes"], compiled["index"])
        self._read: dict[int, Term | Name] = {}
        self._found: dict[tuple[str, object], tuple[Match, ...]] = {}
        self._withheld: set[tuple[str, object]] = set()

    @cached_property
    def entries(self) -> tuple[Term | Name, ...]:
        """Every entry; reading them all takes a moment, so the matcher asks for one at a time."""
        return tuple(self._entry(number) for number in range(len(self._compiled["entries"])))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms."""
        return tuple(entry for entry in self.entries if isinstance(entry, Term))

    @property
    def things(self) -> tuple[str, ...]:
        """The correct names of things: the nouns of the glossaries proper, not of calque lists."""
        return tuple(self._compiled["things"])

    @property
    def own_things(self) -> frozenset[str]:
        """Those that stand in the user's own glossaries."""
        return frozenset(self._compiled["own_things"])

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The names."""
        found = (self._entry(number) for number in self._compiled["names"])
        return tuple(entry for entry in found if isinstance(entry, Name))

    @cached_property
    def closed(self) -> frozenset[str]:
        """The accepted terms that can be written as one word: ceasefire, cease-fire."""
        return frozenset(self._compiled["closed"])

    def _entry(self, number: int) -> Term | Name:
        entry = self._read.get(number)
        if entry is None:
            entry = self._read[number] = entry_of(json.loads(self._compiled["entries"][number]))
        return entry

    def find(self, segment: Segment) -> tuple[Match, ...]:
        """Return wrong and accepted forms in order; a longer match hides those inside it.

        Kept for the next check that asks about the same text.
        """
        key = (segment.text, segment.protected)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _CACHED:
                self._found.clear()
                self._withheld.clear()
            sentence = Sentence(segment)

            def allows(entry: Term | Name) -> bool:
                allowed = sentence.allows(entry.needs, entry.unless)
                if not allowed:
                    self._withheld.add(key)
                return allowed

            found = self._found[key] = self.find_where(segment, allows)
        return found

    def withholds(self, segment: Segment) -> bool:
        """Tell whether an entry stands in the segment whose conditions are not met there."""
        self.find(segment)
        return (segment.text, segment.protected) in self._withheld

    def wrong_terms(self, segment: Segment) -> list[Match]:
        """Return the wrong renderings of terms."""
        return [m for m in self.find(segment) if m.wrong and isinstance(m.entry, Term)]

    def damaged_names(self, segment: Segment) -> list[Match]:
        """Return the damaged names."""
        return [m for m in self.find(segment) if m.wrong and isinstance(m.entry, Name)]

    def accepted(self, segment: Segment) -> list[Match]:
        """Return the correct terms and names."""
        return [match for match in self.find(segment) if not match.wrong]

    def find_where(
        self, segment: Segment, allows: Callable[[Term | Name], bool]
    ) -> tuple[Match, ...]:
        """Return what :meth:`find` does, where ``allows`` says whether an entry may speak here."""
        hits = list(self._matcher.hits(segment))
        right: list[Hit] = []
        wrong: list[Hit] = []
        for hit in hits:
            shape = self._matcher.shape(hit.shape)
            entry = self._entry(shape[0])
            if shape[1] != WRONG:
                right.append(hit)
            elif allows(entry):
                wrong.append(hit)
        kept = _longest([hit for hit in wrong if not self._covered(hit, right)])
        matches = self._grouped(segment, kept) + [self._accepted(hit) for hit in _longest(right)]
        return tuple(sorted(matches, key=lambda match: (match.start, -match.end)))

    def _covered(self, hit: Hit, right: Sequence[Hit]) -> bool:
        """Tell whether a correct form holds the wrong one: "blood type" hides nothing less."""
        guarded = bool(self._entry(self._matcher.shape(hit.shape)[0]).needs)
        exact = self._matcher.shape(hit.shape)[2] != 0
        for other in right:
            if other.start <= hit.start and hit.end <= other.end:
                same = (other.start, other.end) == (hit.start, hit.end)
                if not same or not (guarded or exact):
                    return True
        return False

    def _accepted(self, hit: Hit) -> Match:
        shape = self._matcher.shape(hit.shape)
        entry = self._entry(shape[0])
        return Match(hit.start, hit.end, hit.at[0], hit.at[-1], entry, shape[6], False)

    def _grouped(self, segment: Segment, hits: Sequence[Hit]) -> list[Match]:
        """Make one match of the entries that share a span; those with a condition come first."""
        groups: dict[tuple[int, int], list[Hit]] = {}
        for hit in hits:
            groups.setdefault((hit.start, hit.end), []).append(hit)
        matches = []
        for (start, end), group in groups.items():
            group.sort(key=lambda hit: not self._entry(self._matcher.shape(hit.shape)[0]).needs)
            texts = [text for hit in group for text in self._replacements(segment, hit)]
            shape = self._matcher.shape(group[0].shape)
            at = group[0].at
            entry = self._entry(shape[0])
            unique = tuple(dict.fromkeys(texts))
            matches.append(Match(start, end, at[0], at[-1], entry, shape[6], True, unique))
        return matches

    def _replacements(self, segment: Segment, hit: Hit) -> list[str]:
        shape = self._matcher.shape(hit.shape)
        entry = self._entry(shape[0])
        original = segment.text[hit.start : hit.end]
        if isinstance(entry, Name):
            return [match_case(original, entry.spelling(self.style))]
        tag, pos = _inflection(entry, shape, segment.tokens, hit.at)
        return [reinflect(form, pos, tag, original) for form in (entry.use, *entry.also[:2])]


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the leftmost and longest of overlapping spans (equal spans stay together)."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        last = kept[-1] if kept else None
        if last is None or hit.start >= last.end or (hit.start, hit.end) == last[:2]:
            kept.append(hit)
    return kept


def _inflection(
    entry: Term, shape: Sequence[Any], tokens: Sequence[Token], at: Sequence[int]
) -> tuple[str, str]:
    """Return the Penn tag of the head in the text and the part of speech to inflect as."""
    head = min(shape[5], len(at) - 1)
    token, lemma = tokens[at[head]], shape[3][head][0]
    pos = entry.pos
    if pos == "phrase":
        if head != 0 or head_index(entry.use.split(" "), "verb") != 0 or token.lower == lemma:
            return "NN", "phrase"
        pos = "verb"
    tag = inflection_of(token, lemma, pos)
    if tag == "NNS" and is_mass(entry.use):
        tag = "NN"
    if tag == "VBD" and "VBN" in token.form.tags and after_auxiliary(tokens, at[head]):
        tag = "VBN"
    return tag, pos
