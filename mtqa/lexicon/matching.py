"""Running a pattern's tree over tokens, with what matched where, in bounded time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtqa.core import Token
from mtqa.lexicon.atoms import Lemma, Literal, Wild
from mtqa.lexicon.grammar import Choice, Gap, Mark, Node
from mtqa.text.context import starts_sentence

__all__ = ["Capture", "Found", "match_at", "reach"]

_MAX_STEPS = 1_000
_CLOSERS = frozenset(".!?…\"”’')]»")


class Capture(NamedTuple):
    """A token (or gap) a node took: the node and the token range."""

    node: Node
    first: int
    last: int


class Found(NamedTuple):
    """A pattern in a text: token ranges of the whole match and of the part in brackets."""

    first: int
    last: int
    wrong_first: int
    wrong_last: int
    captures: tuple[Capture, ...]


class _Run:
    """One attempt; counts its steps so that no pattern can run away."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.steps = 0

    def go(
        self, nodes: tuple[Node, ...], at: int, taken: tuple[Capture, ...]
    ) -> Iterator[tuple[int, tuple[Capture, ...]]]:
        self.steps += 1
        if self.steps > _MAX_STEPS:
            return
        if not nodes:
            yield at, taken
            return
        node, rest = nodes[0], nodes[1:]
        if isinstance(node, Choice):
            for branch in node.branches:
                yield from self.go(branch + rest, at, taken)
        elif isinstance(node, Gap):
            for end in self._gap(node, at):
                yield from self.go(rest, end, (*taken, Capture(node, at, end)))
        elif isinstance(node, Mark):
            if self._holds(node, at):
                yield from self.go(rest, at, (*taken, Capture(node, at, at)))
        elif at < len(self.tokens) and node.fits(self.tokens, at):
            yield from self.go(rest, at + 1, (*taken, Capture(node, at, at + 1)))

    def _gap(self, gap: Gap, at: int) -> Iterator[int]:
        count = 0
        yield at
        while at < len(self.tokens) and count < gap.most:
            token = self.tokens[at]
            if token.is_word:
                count += 1
            elif token.text not in "-‐‑":
                return
            at += 1
            yield at

    def _holds(self, mark: Mark, at: int) -> bool:
        if mark.sign == "^":
            return starts_sentence(self.tokens, at)
        if mark.sign == "$":
            return all(token.text in _CLOSERS for token in self.tokens[at:])
        return True


def match_at(nodes: tuple[Node, ...], tokens: Sequence[Token], at: int) -> Found | None:
    """Return the first way a pattern fits from token ``at`` on."""
    for end, taken in _Run(tokens).go(nodes, at, ()):
        if end == at:
            continue
        opened = [c.first for c in taken if isinstance(c.node, Mark) and c.node.sign == "["]
        closed = [c.first for c in taken if isinstance(c.node, Mark) and c.node.sign == "]"]
        first, last = (opened[0], closed[0]) if opened and closed else (at, end)
        if first < last:
            return Found(at, end, first, last, taken)
    return None


def reach(nodes: tuple[Node, ...]) -> tuple[int, int]:
    """Return how many tokens a sequence takes at least and at most."""
    low = high = 0
    for node in nodes:
        if isinstance(node, Choice):
            sizes = [reach(branch) for branch in node.branches]
            low += min(size[0] for size in sizes)
            high += max(size[1] for size in sizes)
        elif isinstance(node, Gap):
            high += 2 * node.most
        elif isinstance(node, (Literal, Lemma, Wild)):
            low, high = low + 1, high + 1
    return low, high
