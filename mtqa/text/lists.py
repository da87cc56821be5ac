"""Word lists are data: one TOML file, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["word_list"]


@cache
def _lists() -> dict[str, str]:
    path = files("mtqa") / "data" / "en" / "words.toml"
    table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return table


def word_list(name: str) -> frozenset[str]:
    """Return a list of ``mtqa/data/en/words.toml`` as a set."""
    return frozenset(_lists()[name].split())
