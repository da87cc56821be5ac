"""What `glossary check` says of patterns and pivot tables: place, fault and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mtqa.core import Example
from mtqa.errors import GlossaryError
from mtqa.lexicon.anchors import anchors_of
from mtqa.lexicon.atoms import Lemma, Wild
from mtqa.lexicon.clusters import POS, read_clusters
from mtqa.lexicon.finder import PatternMatch, Patterns
from mtqa.lexicon.grammar import Mark, walk
from mtqa.lexicon.patterns import Pattern
from mtqa.lexicon.rewrite import FORMS, PLACEHOLDER
from mtqa.text.mend import replaced, segments_of

__all__ = ["audit_clusters", "audit_patterns"]

Fault = tuple[str, str]


def audit_patterns(patterns: Patterns) -> Iterator[Fault]:
    """Yield every problem of the patterns."""
    seen: dict[str, Pattern] = {}
    for pattern in patterns.patterns:
        other = seen.setdefault(pattern.id, pattern)
        if other is not pattern:
            yield pattern.place, f"{pattern.id}: {other.place} has the same id; rename one."
        for message in (*_form(pattern), *_examples(patterns, pattern)):
            yield pattern.place, f"{pattern.id}: {message}"


def _form(pattern: Pattern) -> Iterator[str]:
    for key in ("why", "via", "bad", "good"):
        if not getattr(pattern, key):
            yield f"it has no “{key}”; add it."
    nodes = list(walk(pattern.nodes))
    named = {node.name for node in nodes if isinstance(node, Wild)}
    lemmas = sum(isinstance(node, Lemma) for node in nodes)
    marks = any(isinstance(node, Mark) and node.sign == "[" for node in nodes)
    for use in pattern.use:
        for lemma, name, form in PLACEHOLDER.findall(use):
            if lemma and not lemmas:
                yield f"“<{lemma}>” in “use” has no <lemma> in “match” to take its form from."
            if name and name != "W*" and name not in named:
                yield f"“{{{name}}}” in “use” is not in “match”; repeat a wildcard that is."
            if form and form not in FORMS:
                yield f"“{form}” is no form; choose one of {', '.join(FORMS)}."
    if not marks and not pattern.use and len(pattern.nodes) > 12:
        yield "mark the wrong part with [ ]."


def _examples(patterns: Patterns, pattern: Pattern) -> Iterator[str]:
    if pattern.use and len(pattern.bad) != len(pattern.fixed):
        yield f"{len(pattern.bad)} “bad” but {len(pattern.fixed)} “fixed”; pair them."
    # Alone: another pattern that takes the same words is no fault.
    alone = Patterns(
        [pattern], {key: [(0, low, high)] for key, low, high in anchors_of(pattern.nodes)}
    )
    for number, text in enumerate(pattern.bad):
        fixed = pattern.fixed[number] if number < len(pattern.fixed) and pattern.use else None
        yield from _bad(alone, Example(text), fixed)
    for text in (*(pattern.fixed if pattern.use else ()), *pattern.good):
        for start, end, match in _matches(patterns, text):
            where = "good" if text in pattern.good else "fixed"
            mine = match.pattern is pattern
            who = "it" if mine else f"{match.pattern.id} ({match.pattern.place})"
            yield f"{who} fires on “{text[start:end]}” in “{where}”: “{text}”; narrow it."


def _bad(alone: Patterns, example: Example, fixed: str | None) -> Iterator[str]:
    found = _matches(alone, example.plain)
    mine = [(start, end) for start, end, _ in found]
    if mine != example.spans:
        fired = ", ".join(f"“{example.plain[s:e]}”" for s, e in mine) or "nothing"
        yield f"“{example.text}” fires on {fired}; mend “match”, a guard or the ⟦marks⟧."
        return
    if fixed is None:
        return
    text = example.plain
    for start, end, match in reversed(found):
        if match.replacements:
            text = replaced(text, start, end, match.replacements[0])
    if text != fixed:
        yield f"the fix gives “{text}”, not “{fixed}”."


def _matches(patterns: Patterns, text: str) -> list[tuple[int, int, PatternMatch]]:
    return [
        (segment.start + match.start, segment.start + match.end, match)
        for segment in segments_of(text)
        for match in patterns.find(segment)
    ]


def audit_clusters(path: Path) -> Iterator[Fault]:
    """Yield every problem of one pivot table."""
    seen: dict[tuple[str, str], int] = {}
    last = ""
    try:
        rows = read_clusters(path)
    except GlossaryError as error:
        yield error.place or str(path), error.message
        return
    for row in rows:
        place = f"{path}:{row.line}"
        if row.pos not in POS:
            yield place, f"“{row.pos}” is no part of speech; choose one of {', '.join(POS)}."
        if len(row.english) < 2:
            yield place, f"“{row.word}” has one English word; give at least two or delete the line."
        if len(set(row.english)) < len(row.english):
            yield place, f"“{row.word}” lists a word twice; delete one."
        if (row.word, row.pos) in seen:
            yield (
                place,
                f"“{row.word}” ({row.pos}) is on line {seen[row.word, row.pos]} too; merge them.",
            )
        if row.word < last:
            yield place, f"“{row.word}” stands after “{last}”; sort the lines by code point."
        seen[row.word, row.pos] = row.line
        last = row.word
