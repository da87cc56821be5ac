"""How like two phrases are word by word: same word, learned rendering, synonym or pivot sibling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mtqa.engine.propose import thesaurus
from mtqa.lexicon.clusters import Clusters
from mtqa.text import word_form

__all__ = ["Alignment", "WordLikeness", "content_words"]

# Degrees of likeness, ordered by how often each is right; the fitted weights scale their sum.
SAME, OFTEN, SYNONYM, SELDOM, SIBLING, ONCE = 1.0, 0.75, 0.65, 0.65, 0.55, 0.5
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = frozenset("of the a an and for to in with on by s".split())
_PARTS = ("noun", "verb", "adj", "adv")


class Alignment(NamedTuple):
    """``words`` and ``least`` of both sides, ``same`` and ``order`` of the term, each in [0, 1]."""

    words: float = 0.0
    same: float = 0.0
    least: float = 0.0
    order: float = 0.0
    width: int = 9


@cache
def content_words(phrase: str) -> tuple[str, ...]:
    """Return the words that carry meaning, in lower case."""
    return tuple(word for word in _WORD.findall(phrase.lower()) if word not in _SMALL)


class WordLikeness:
    """Word tables put together; answers are kept by word."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._known: dict[str, dict[str, float]] = {}

    def of(self, word: str) -> Mapping[str, float]:
        """Return the lemmas a word may stand for, with how like they are."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = {}
            for lemma in _lemmas(word):
                self._add(found, lemma)
            found.update(dict.fromkeys(_lemmas(word), SAME))
        return found

    def _add(self, found: dict[str, float], lemma: str) -> None:
        for other in self._clusters.siblings(lemma):
            found[other.word] = max(found.get(other.word, 0.0), SIBLING)
        for part in _PARTS:
            for other_word in thesaurus().get((lemma, part), ()):
                found[other_word] = max(found.get(other_word, 0.0), SYNONYM)
            for other_word in _synonym_of().get((lemma, part), ()):
                found[other_word] = max(found.get(other_word, 0.0), SYNONYM)
        for other_word, value in renderings().get(lemma, {}).items():
            found[other_word] = max(found.get(other_word, 0.0), value)

    def align(self, phrase: Sequence[str], term: Sequence[str]) -> Alignment:
        """Set the content words of a phrase beside those of a term."""
        if not phrase or not term:
            return Alignment()
        grid = [[self._pair(one, other) for other in term] for one in phrase]
        across = [max(row) for row in grid]
        down = [max(column) for column in zip(*grid, strict=True)]
        both = across + down
        order = sum(grid[i][i] for i in range(min(len(phrase), len(term))))
        return Alignment(
            sum(both) / len(both),
            sum(value >= SAME for value in down) / len(term),
            min(both),
            order / max(len(phrase), len(term)),
            abs(len(phrase) - len(term)),
        )

    def _pair(self, one: str, other: str) -> float:
        found = self.of(one)
        value = max((found.get(lemma, 0.0) for lemma in _lemmas(other)), default=0.0)
        if value < ONCE and len(one) > 4 and one[:5] == other[:5]:
            return ONCE
        return value


@cache
def _lemmas(word: str) -> frozenset[str]:
    return frozenset({word, *word_form(word).lemmas}) if word.isalpha() else frozenset({word})


@cache
def renderings() -> Mapping[str, Mapping[str, float]]:
    """What a word was found to stand for in tortured phrases (training/learn_words.py)."""
    text = (files("mtqa") / "data" / "en" / "renderings.tsv").read_text(encoding="utf-8")
    table: dict[str, dict[str, float]] = {}
    for line in text.splitlines()[1:]:
        word, right, share, terms = line.split("\t")
        sure = float(share) > 0.3 and int(terms) > 1
        value = OFTEN if sure else SELDOM if float(share) > 0.1 else ONCE
        table.setdefault(word, {})[right] = value
    return table


@cache
def _synonym_of() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The thesaurus turned round."""
    table: dict[tuple[str, str], list[str]] = {}
    for (word, part), near in thesaurus().items():
        for other in near:
            table.setdefault((other, part), []).append(word)
    return {key: tuple(words) for key, words in table.items()}
