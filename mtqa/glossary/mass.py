"""Nouns without a plural: "cyber crimes trafficking" is never "traffickings"."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from mtqa.text import head_index

__all__ = ["is_mass"]


@cache
def _nouns() -> frozenset[str]:
    text = (files("mtqa") / "data" / "en" / "mass.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def is_mass(term: str) -> bool:
    """Tell whether the head of a noun term stays as it is in the plural."""
    lower = term.lower()
    words = lower.split(" ")
    return lower in _nouns() or words[head_index(words, "noun")].rpartition("-")[2] in _nouns()
