"""A cause in words: which pivot word made the engine go wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["LANGUAGES", "Cause", "causes", "explain"]

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
_CAUSE = re.compile(r"(\w\w) +([^:]+?)(?: *: *(.*))?$")


class Cause(NamedTuple):
    """A pivot word and the English words it covers."""

    language: str
    word: str
    senses: tuple[str, ...]

    def __str__(self) -> str:
        """Return it as a clause."""
        name = LANGUAGES.get(self.language, self.language)
        if len(self.senses) > 1:
            listed = f"{', '.join(self.senses[:-1])} or {self.senses[-1]}"
            return f"{name} “{self.word}” can be {listed}"
        return f"it renders {name} “{self.word}” word by word"


def causes(via: str) -> Iterator[Cause]:
    """Yield the causes written in a ``via``."""
    for part in via.split(";"):
        match = _CAUSE.match(part.strip())
        if match:
            senses = tuple(s.strip() for s in (match.group(3) or "").split(",") if s.strip())
            yield Cause(match.group(1), match.group(2), senses)


def explain(via: str, form: str) -> str:
    """Return the cause that fits a wrong form best, as a clause; empty where none is given."""
    found = list(causes(via))
    words = set(form.lower().split())
    for cause in found:
        if any(sense.lower() in words for sense in cause.senses):
            return str(cause)
    return str(found[0]) if found else ""
