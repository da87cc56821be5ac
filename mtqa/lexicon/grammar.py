"""The match language of calque patterns: from its text to a small tree.

Tokens are separated by spaces; see ``mtqa/lexicon/patterns``. Nothing here becomes a regular
expression of the user's making, so a pattern costs bounded time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mtqa.errors import GlossaryError, did_you_mean
from mtqa.lexicon.atoms import WILDCARDS, Atom, Lemma, Literal, Wild
from mtqa.text import tokenise

__all__ = ["Choice", "Gap", "Mark", "Node", "parse_match"]

_PIECE = re.compile(r"<[^<>]+>|\{[^{}]+\}|\)\?|[()|\[\]^$,]|[^\s()|\[\]<>{}^$,]+|\S")
_LEMMA = re.compile(r"<([^<>:]+)(?::([VNAR]))?>")
_MAX_PIECES = 400
_HYPHENS = frozenset("-‐‑–")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one last makes it optional."""

    branches: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Nought to ``most`` words without punctuation."""

    most: int = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """A place rather than a word: ``[`` ``]`` ``^`` ``$``."""

    sign: str


Node = Atom | Choice | Gap | Mark


def parse_match(text: str, place: str | None = None) -> tuple[Node, ...]:
    """Return the tree of a pattern; a fault is a :class:`GlossaryError` with its place."""
    pieces = _PIECE.findall(text)
    if not pieces or len(pieces) > _MAX_PIECES:
        raise GlossaryError(
            f"“match” must hold 1 to {_MAX_PIECES} tokens; it has {len(pieces)}.", place=place
        )
    parser = _Parser(text, pieces, place)
    nodes = parser.sequence(depth=0)
    if parser.at < len(pieces):
        raise parser.fault(f"“{pieces[parser.at]}” closes nothing; delete it or open it before")
    signs = [node.sign for node in walk(nodes) if isinstance(node, Mark)]
    if (signs.count("["), signs.count("]")) not in ((0, 0), (1, 1)):
        raise parser.fault("there must be one pair of [ ] around the wrong part, or none")
    return nodes


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield every node of a tree."""
    for node in nodes:
        yield node
        if isinstance(node, Choice):
            for branch in node.branches:
                yield from walk(branch)


class _Parser:
    def __init__(self, text: str, pieces: list[str], place: str | None) -> None:
        self.text, self.pieces, self.place, self.at = text, pieces, place, 0

    def fault(self, message: str) -> GlossaryError:
        return GlossaryError(
            f"“match” cannot be read: {message} (in “{self.text}”).", place=self.place
        )

    def sequence(self, depth: int) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while self.at < len(self.pieces) and self.pieces[self.at] not in ("|", ")", ")?"):
            piece = self.pieces[self.at]
            self.at += 1
            nodes += [self._group(depth + 1)] if piece == "(" else self._one(piece)
        return tuple(nodes)

    def _group(self, depth: int) -> Choice:
        if depth > 8:
            raise self.fault("its groups nest too deeply; write two patterns")
        branches = [self.sequence(depth)]
        while self.at < len(self.pieces) and self.pieces[self.at] == "|":
            self.at += 1
            branches.append(self.sequence(depth))
        if self.at >= len(self.pieces):
            raise self.fault("a “(” is never closed")
        optional = self.pieces[self.at] == ")?"
        self.at += 1
        if () in branches:
            raise self.fault("an alternative is empty; write (…)? for an optional part")
        return Choice((*branches, ()) if optional else tuple(branches))

    def _one(self, piece: str) -> list[Node]:
        if piece in ("[", "]", "^", "$"):
            return [Mark(piece)]
        if piece.startswith("{") and piece.endswith("}"):
            return [self._wildcard(piece[1:-1])]
        if piece.startswith("<"):
            return self._lemma(piece)
        if piece in ("{", "}", ">"):
            raise self.fault(f"“{piece}” stands alone")
        return _literals(piece)

    def _wildcard(self, name: str) -> Node:
        if name == "W*":
            return Gap()
        kind = name.rstrip("23456789")
        if kind not in WILDCARDS:
            raise self.fault(f"{{{name}}} is no wildcard{did_you_mean(name, WILDCARDS)}")
        return Wild(name, kind)

    def _lemma(self, piece: str) -> list[Node]:
        match = _LEMMA.fullmatch(piece)
        if match is None:
            raise self.fault(
                f"“{piece}” should be <lemma>, <lemma:V>, <lemma:N>, <lemma:A> or <lemma:R>"
            )
        words = [token.lower for token in tokenise(match.group(1)) if token.text not in _HYPHENS]
        if not words:
            raise self.fault(f"“{piece}” names no word")
        return [*(Literal(word) for word in words[:-1]), Lemma(words[-1], match.group(2) or "")]


def _literals(piece: str) -> list[Node]:
    """Split a word as texts are split; a hyphen may stand there or not."""
    nodes: list[Node] = []
    for token in tokenise(piece):
        hyphen = token.text in _HYPHENS and len(piece) > 1
        nodes.append(Choice(((Literal("-"),), ())) if hyphen else Literal(token.lower))
    return nodes
