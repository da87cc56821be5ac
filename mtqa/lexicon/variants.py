"""Renderings nobody listed: correct terms with their words confused through one pivot language.

Nothing is generated in full: that would be millions of phrases. A phrase of the text is undone
instead — each word stands for itself and for its siblings — and looked up among the correct
terms, in both orders ("weapon control treaty", "dome of the climate").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from mtqa import __version__
from mtqa.compiled import cached, content_key
from mtqa.core import Segment, Token
from mtqa.lexicon.clusters import LANGUAGES, Clusters, load_clusters
from mtqa.lexicon.goals import MOST_WORDS, Goal, HasEntries, goals_of
from mtqa.lexicon.phrases import (
    ends_phrase,
    inflected,
    is_title,
    lemmas_of,
    next_word,
    quiet,
)
from mtqa.text import fold, match_case, word_form

__all__ = ["Variant", "Variants", "load_variants"]

_VERSION = f"variants-1-{__version__}c"
_BITS = {language: 1 << number for number, language in enumerate(sorted(LANGUAGES))}
_ALL = (1 << len(_BITS)) - 1
_SAME = 1 << len(_BITS)
_POS = frozenset(["noun", "adj"])
_ARTICLES = frozenset(["the", "a", "an"])


class Variant(NamedTuple):
    """A phrase that looks like a correct term rendered through a pivot language."""

    start: int
    end: int
    replacement: str
    entry: str
    causes: tuple[str, ...]
    kind: str
    score: float


class Variants:
    """The index from confused phrases to correct terms; answers are kept by word form."""

    def __init__(self, goals: Sequence[Goal], known: frozenset[str], clusters: Clusters) -> None:
        self.goals = tuple(goals)
        self._known = known
        self._clusters = clusters
        self._at: list[dict[str, list[int]]] = [{} for _ in range(MOST_WORDS)]
        for number, goal in enumerate(goals):
            for place, word in enumerate(goal.words):
                self._at[place].setdefault(word, []).append(number)
        self._forms: list[dict[str, dict[int, int]]] = [{} for _ in range(MOST_WORDS)]
        self._siblings: dict[str, dict[str, int]] = {}

    def find(self, segment: Segment, kinds: frozenset[str] | None = None) -> list[Variant]:
        """Return the likeliest variant of each place, in order; only of ``kinds`` where given."""
        tokens = segment.tokens
        found: list[Variant] = []
        for at, token in enumerate(tokens):
            if len(token.text) > 2 and token.text.isalpha():
                found += self._plain(segment, tokens, at)
                found += self._turned(segment, tokens, at)
        if kinds is not None:
            found = [item for item in found if item.kind in kinds]
        best: list[Variant] = []
        for item in sorted(found, key=lambda v: (-(v.end - v.start), -v.score, v.start)):
            if not any(item.start < other.end and other.start < item.end for other in best):
                best.append(item)
        return sorted(best)

    def _plain(self, segment: Segment, tokens: Sequence[Token], at: int) -> Iterator[Variant]:
        """Yield terms whose words stand in their own order."""
        following = next_word(tokens, at)
        if following is None:
            return
        first, second = self._place(0, tokens[at]), self._place(1, tokens[following])
        for number in first.keys() & second.keys():
            places, mask = [at, following], first[number] & second[number]
            same = first[number] & second[number] & _SAME
            for rest in range(2, len(self.goals[number].words)):
                after = next_word(tokens, places[-1])
                found = self._place(rest, tokens[after]).get(number, 0) if after is not None else 0
                if after is None or not found:
                    mask = 0
                    break
                places.append(after)
                mask, same = mask & found, same & found
            if mask & _ALL and not same:
                yield from self._variant(segment, tokens, places, number, mask, turned=False)

    def _turned(self, segment: Segment, tokens: Sequence[Token], at: int) -> Iterator[Variant]:
        """Yield two-word terms whose head stands first: "dome of the climate"."""
        if at + 2 >= len(tokens) or tokens[at + 1].lower != "of":
            return
        article = tokens[at + 2].lower in _ARTICLES
        last = at + (3 if article else 2)
        if last >= len(tokens) or not ends_phrase(tokens, last) or is_title(tokens, at, last):
            return
        head, modifier = self._place(1, tokens[at]), self._place(0, tokens[last])
        for number in head.keys() & modifier.keys():
            mask = head[number] & modifier[number]
            words = self.goals[number].words
            if (
                len(words) == 2
                and "NN" in word_form(words[0]).tags
                and mask & _ALL
                and not mask & _SAME
            ):
                yield from self._variant(segment, tokens, [last, at], number, mask, turned=True)

    def _variant(
        self,
        segment: Segment,
        tokens: Sequence[Token],
        places: Sequence[int],
        number: int,
        mask: int,
        *,
        turned: bool,
    ) -> Iterator[Variant]:
        goal = self.goals[number]
        low, high = min(places), max(places)
        start, end = tokens[low].start, tokens[high].end
        written = " ".join(fold(segment.text[start:end]).replace("-", " ").split())
        if written in self._known or lemmas_of(tokens, places) in self._known or written in quiet():
            return
        pairs = [
            (word, lemma)
            for word, place in zip(goal.words, places, strict=True)
            if (lemma := self._lemma(word, tokens[place])) != word
        ]
        if not pairs:
            return
        kind = f"{len(pairs)}-of-{len(goal.words)}" + ("-turned" if turned else "")
        causes = tuple(self._cause(one, other, mask) for one, other in pairs)
        head = tokens[places[-1]]
        text = inflected(goal.text, head)
        yield Variant(
            start,
            end,
            match_case(segment.text[start:end], text),
            goal.entry,
            causes,
            kind,
            len(pairs) / len(goal.words),
        )

    def _lemma(self, word: str, token: Token) -> str:
        lemmas = token.form.lemmas | {token.lower}
        return (
            word
            if word in lemmas
            else max(lemmas & self._related(word).keys(), default=token.lower)
        )

    def _cause(self, right: str, wrong: str, mask: int) -> str:
        for cause in self._clusters.causes(right, wrong):
            if _BITS[cause[:2]] & mask:
                return cause
        return ""

    def _place(self, place: int, token: Token) -> dict[int, int]:
        """Return the terms whose word at ``place`` the token may stand for, with the languages."""
        lower = token.lower
        memo = self._forms[place]
        found = memo.get(lower)
        if found is None:
            found = memo[lower] = {}
            for lemma in token.form.lemmas | {lower}:
                for number in self._at[place].get(lemma, ()):
                    found[number] = _ALL | _SAME
                for word, mask in self._related(lemma).items():
                    for number in self._at[place].get(word, ()):
                        found[number] = found.get(number, 0) | mask
        return found

    def _related(self, lemma: str) -> Mapping[str, int]:
        """Return the words that share a pivot word with ``lemma``, with the languages as bits."""
        found = self._siblings.get(lemma)
        if found is None:
            found = self._siblings[lemma] = {}
            for row in self._clusters.covering(lemma):
                if row.pos in _POS:
                    for word in row.english:
                        if word != lemma:
                            found[word] = found.get(word, 0) | _BITS[row.language]
        return found


def load_variants(book: HasEntries, *, signature: str = "") -> Variants:
    """Make the index of every correct multi-word term; names only say what is right.

    ``signature`` names the content of ``book``, so that it is compiled once.
    """

    def build() -> Any:
        # A calque list says what is right of single phrases, not which terms a field has.
        curated = [term for term in book.terms if "/" not in getattr(term, "domain", "")]
        goals, _ = goals_of(curated, book.names)
        _, known = goals_of(book.terms, book.names)
        return {"goals": goals, "known": sorted(known)}

    key = content_key(_VERSION, [signature.encode()])
    data = cached("variants", key, build) if signature else build()
    goals = [Goal(tuple(goal[0]), goal[1], goal[2]) for goal in data["goals"]]
    return Variants(goals, frozenset(data["known"]), load_clusters())
