"""Which words call a pattern up: the rarest part that every match of it must hold."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mtqa.lexicon.atoms import Lemma, Literal
from mtqa.lexicon.grammar import Choice, Node
from mtqa.lexicon.matching import reach

__all__ = ["anchors_of"]


@cache
def _common() -> frozenset[str]:
    text = (files("mtqa") / "data" / "en" / "closed.tsv").read_text(encoding="utf-8")
    return frozenset(line.split("\t")[0] for line in text.splitlines() if line[:1] not in ("", "#"))


# How often a word calls its patterns up, roughly per 10,000 words of news.
_OFTEN = {
    **dict.fromkeys([",", "the"], 550.0),
    **dict.fromkeys(["of", "to", "and", "in", "a", "be"], 260.0),
    **dict.fromkeys(
        ["that", "for", "is", "on", "was", "have", "with", "he", "it", "as", "at"], 90.0
    ),
    **dict.fromkeys(["by", "his", "from", "are", "has", "had", "not", "who", "an", "they"], 50.0),
    **dict.fromkeys(["year", "say", "one", "time", "all", "first", "new", "more", "people"], 20.0),
    **dict.fromkeys(["make", "take", "go", "put", "get", "give", "come", "day", "week"], 8.0),
}


def anchors_of(nodes: tuple[Node, ...]) -> list[tuple[str, int, int]]:
    """Return the keys of the rarest part a pattern cannot do without, and how far it lies in."""
    best: tuple[float, list[tuple[str, int, int]]] | None = None
    for index, node in enumerate(nodes):
        keys = list(_keys((node,)) or ())
        if not keys:
            continue
        low, high = reach(nodes[:index])
        cost = sum(_weight(key) for key in keys) * (high - low + 1)
        if best is None or cost < best[0]:
            best = (cost, [(key, low, high + _depth(node)) for key in dict.fromkeys(keys)])
    return best[1] if best else []


def _depth(node: Node) -> int:
    return reach((node,))[1] - 1 if isinstance(node, Choice) else 0


def _keys(nodes: tuple[Node, ...]) -> list[str] | None:
    """Return the words one of which every match of ``nodes`` must hold, or ``None``."""
    best: list[str] | None = None
    for node in nodes:
        keys: list[str] | None = None
        if isinstance(node, Literal):
            keys = ["=" + node.word]
        elif isinstance(node, Lemma):
            keys = ["<" + node.lemma]
        elif isinstance(node, Choice):
            parts = [_keys(branch) for branch in node.branches]
            keys = None if None in parts else [key for part in parts for key in part or ()]
        if keys and (best is None or sum(map(_weight, keys)) < sum(map(_weight, best))):
            best = keys
    return best


def _weight(key: str) -> float:
    word = key[1:]
    return _OFTEN.get(word, 18.0 if word in _common() else 1.0)
