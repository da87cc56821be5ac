"""Every error a user can meet: a sentence that names the place and the remedy, and its exit code."""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "FormatError",
    "GlossaryError",
    "InputError",
    "ModelError",
    "MtqaError",
    "OutputError",
    "UsageError",
    "did_you_mean",
]

import difflib
from collections.abc import Iterable


class MtqaError(Exception):
    """The root of the tree.

    ```
    MtqaError
    ├── UsageError       an argument of the call is wrong             exit 2
    │   └── ConfigError  a settings file is wrong                      exit 2
    ├── GlossaryError    a glossary or lexicon file is wrong           exit 2
    ├── InputError       an article cannot be read or judged           exit 3
    │   └── FormatError  an article is not what its format says        exit 3
    ├── ModelError       model weights are missing, broken or too old  exit 3
    └── OutputError      a result cannot be written                    exit 2
    ```

    The message is one or more plain sentences; ``place`` is ``path`` or ``path:line``.
    """

    exit_code = 2

    def __init__(self, message: str, *, place: str | None = None) -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place


class UsageError(MtqaError):
    """An argument is wrong."""


class ConfigError(UsageError):
    """A settings file is wrong."""


class GlossaryError(MtqaError):
    """A glossary or lexicon file is wrong."""


class InputError(MtqaError):
    """An article cannot be read or judged."""

    exit_code = 3


class FormatError(InputError):
    """An article is not what its format says."""


class ModelError(MtqaError):
    """Model weights are missing, broken or of another version."""

    exit_code = 3


class OutputError(MtqaError):
    """A result cannot be written."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` (did you mean “x”?)`` for the nearest known word, or an empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean “{near[0]}”?)" if near else ""
