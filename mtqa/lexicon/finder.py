"""Finding every pattern in a sentence: the rarest word of a pattern calls it up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mtqa import __version__
from mtqa.compiled import cached, content_key
from mtqa.core import Segment, Token
from mtqa.lexicon.anchors import anchors_of
from mtqa.lexicon.matching import Found, match_at, reach
from mtqa.lexicon.patterns import Pattern, parse_patterns, pattern_files, pattern_of
from mtqa.lexicon.rewrite import rewrite
from mtqa.text.context import Sentence

__all__ = ["PatternMatch", "Patterns", "load_patterns"]

_VERSION = f"patterns-2-{__version__}"
_CACHED = 4096
Anchor = tuple[int, int, int]


class PatternMatch(NamedTuple):
    """A pattern in a text: the wrong part, and ranked corrections that fit it."""

    start: int
    end: int
    pattern: Pattern
    replacements: tuple[str, ...]
    width: int


class Patterns:
    """All patterns, indexed by the literal word or lemma each of them cannot do without."""

    def __init__(
        self, patterns: Sequence[Pattern], anchors: Mapping[str, Sequence[Anchor]]
    ) -> None:
        self.patterns = tuple(patterns)
        self._anchors = anchors
        self._keys: dict[str, frozenset[str]] = {}
        self._by_form: dict[str, tuple[Anchor, ...]] = {}
        self._found: dict[tuple[str, object], tuple[PatternMatch, ...]] = {}

    def find(self, segment: Segment) -> tuple[PatternMatch, ...]:
        """Return the matches in order; of overlapping ones the widest. Kept for the next check."""
        key = (segment.text, segment.protected)
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= _CACHED:
                self._found.clear()
            found = self._found[key] = tuple(_widest(self._all(segment)))
        return found

    def _all(self, segment: Segment) -> Iterator[PatternMatch]:
        tokens = segment.tokens
        tried: set[tuple[int, int]] = set()
        sentence: Sentence | None = None
        for at, token in enumerate(tokens):
            for number, low, high in self._calls(token):
                for start in range(max(0, at - high), at - low + 1):
                    if (number, start) in tried:
                        continue
                    tried.add((number, start))
                    pattern = self.patterns[number]
                    if pattern.firsts and pattern.firsts.isdisjoint(self._keys_of(tokens[start])):
                        continue
                    found = match_at(pattern.nodes, tokens, start)
                    if found is None:
                        continue
                    sentence = sentence or Sentence(segment)
                    if _allowed(pattern, found, segment, sentence):
                        yield _matched(pattern, found, segment)

    def _calls(self, token: Token) -> tuple[Anchor, ...]:
        lower = token.form.lower
        calls = self._by_form.get(lower)
        if calls is None:
            keys = sorted(self._keys_of(token))
            rows = [tuple(row) for key in keys for row in self._anchors.get(key, ())]
            calls = tuple(dict.fromkeys((row[0], row[1], row[2]) for row in rows))
            self._by_form[lower] = calls
        return calls

    def _keys_of(self, token: Token) -> frozenset[str]:
        """Return how patterns may name a token: ``=form`` and ``<lemma``."""
        lower = token.form.lower
        keys = self._keys.get(lower)
        if keys is None:
            lemmas = ("<" + lemma for lemma in token.form.lemmas | {lower})
            keys = self._keys[lower] = frozenset(("=" + lower, *lemmas))
        return keys


def _matched(pattern: Pattern, found: Found, segment: Segment) -> PatternMatch:
    tokens = segment.tokens
    texts = [rewrite(use, found, tokens, segment.text) for use in pattern.use]
    return PatternMatch(
        tokens[found.wrong_first].start,
        tokens[found.wrong_last - 1].end,
        pattern,
        tuple(dict.fromkeys(texts)),
        found.last - found.first,
    )


def _allowed(pattern: Pattern, found: Found, segment: Segment, sentence: Sentence) -> bool:
    tokens = segment.tokens
    start, end = tokens[found.wrong_first].start, tokens[found.wrong_last - 1].end
    if any(span.start < end and start < span.end for span in segment.protected):
        return False
    before, after = pattern.guards
    if any(match_at(item, tokens, found.last) for item in after):
        return False
    for item in before:
        low, high = reach(item)
        for width in range(max(1, low), high + 1):
            tail = match_at(item, tokens, found.first - width) if found.first >= width else None
            if tail and tail.last == found.first:
                return False
    return sentence.allows(pattern.needs, pattern.unless)


def _widest(matches: Iterable[PatternMatch]) -> list[PatternMatch]:
    kept: list[PatternMatch] = []
    for match in sorted(matches, key=lambda m: (-m.width, -(m.end - m.start), m.start)):
        if not any(match.start < other.end and other.start < match.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)


def compile_patterns(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return records and anchors as JSON can keep them."""
    anchors: dict[str, list[Anchor]] = {}
    for number, record in enumerate(records):
        pattern = pattern_of(record)
        for key, low, high in anchors_of(pattern.nodes) or _no_anchor(pattern):
            anchors.setdefault(key, []).append((number, low, high))
    return {"patterns": list(records), "anchors": anchors}


def _no_anchor(pattern: Pattern) -> list[tuple[str, int, int]]:
    from mtqa.errors import GlossaryError

    raise GlossaryError(
        f"{pattern.id}: “match” needs at least one word or <lemma> that is not optional.",
        place=pattern.place,
    )


def load_patterns(paths: Iterable[Path | str] = (), *, shipped: bool = True) -> Patterns:
    """Load the shipped patterns and those of ``paths``."""
    chosen = [*(pattern_files() if shipped else ()), *map(Path, paths)]
    contents = [path.read_bytes() for path in chosen]
    key = content_key(_VERSION, [*(str(path).encode() for path in chosen), *contents])

    def build() -> dict[str, Any]:
        records = [
            record
            for path, content in zip(chosen, contents, strict=True)
            for record in parse_patterns(path, content)
        ]
        return compile_patterns(records)

    data = cached("patterns", key, build)
    return Patterns([pattern_of(record) for record in data["patterns"]], data["anchors"])
