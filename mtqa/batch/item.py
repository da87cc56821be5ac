"""What travels through a batch as values: articles on their way in, and shards of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

__all__ = ["Copy", "Done", "Item", "Problem", "Shard", "digest_of"]


class Problem(NamedTuple):
    """What is wrong with an article before anybody has read it."""

    message: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """One article of the input; ``data`` is ``None`` where there is nothing to judge.

    ``row`` is its place in the input from 0, ``path`` its own file (``-`` for a table's row),
    ``encoding`` what its bytes are known to be, ``context`` what else its findings depend on.
    """

    id: str
    row: int
    data: bytes | None
    path: str = "-"
    format: str = "text"
    encoding: str | None = None
    source: str | None = None
    reference: str | None = None
    problems: tuple[Problem, ...] = ()
    context: str = ""

    @property
    def digest(self) -> str:
        """Name everything that its findings follow from: two alike are checked once."""
        return digest_of(
            (self.format, self.encoding, self.source, self.reference, self.context, self.data)
        )


class Copy(NamedTuple):
    """An article with the same text as an earlier one: where that one stands, and its id."""

    shard: int
    at: int
    id: str


@dataclass(frozen=True, slots=True)
class Shard:
    """A stretch of the input that becomes one file; ``copies`` by place in ``items``."""

    number: int
    key: str
    items: tuple[Item, ...]
    copies: Mapping[int, Copy] = field(default_factory=dict)

    @property
    def far(self) -> dict[int, Copy]:
        """The copies whose original stands in an earlier shard."""
        return {at: copy for at, copy in self.copies.items() if copy.shard != self.number}


@dataclass(frozen=True, slots=True)
class Done:
    """A shard that was checked: its draft file, and what checking took."""

    number: int
    draft: str
    rows: int
    seconds: float = 0.0
    peak_mb: float = 0.0
    extra: Mapping[str, Any] = field(default_factory=dict)


def digest_of(parts: Iterable[object]) -> str:
    """Hash parts so that no two lists of parts look alike."""
    whole = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else repr(part).encode("utf-8", "backslashreplace")
        whole.update(f"{type(part).__name__}:{len(data)}:".encode() + data)
    return whole.hexdigest()
