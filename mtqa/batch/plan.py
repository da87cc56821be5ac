"""From a stream of articles to shards: unique ids, duplicates known, a key for each shard."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mtqa.batch.item import Copy, Item, Problem, Shard, digest_of

__all__ = ["shards_of"]


class _Index:
    """Ids and texts seen so far, on disk once there are many: memory stays flat."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("")
        self._db.execute("create table ids (id text primary key, row int) without rowid")
        self._db.execute(
            "create table texts (digest text primary key, shard int, at int, id text) without rowid"
        )

    def claim(self, name: str, row: int) -> int | None:
        """Note an id; return the row that has it already, if any."""
        try:
            self._db.execute("insert into ids values (?, ?)", (name, row))
        except sqlite3.IntegrityError:
            found = self._db.execute("select row from ids where id = ?", (name,)).fetchone()
            return int(found[0])
        return None

    def original(self, digest: str, here: Copy) -> Copy | None:
        """Note a text; return where it stood first, if it has been before."""
        try:
            self._db.execute("insert into texts values (?, ?, ?, ?)", (digest, *here))
        except sqlite3.IntegrityError:
            query = "select shard, at, id from texts where digest = ?"
            return Copy(*self._db.execute(query, (digest,)).fetchone())
        return None


def shards_of(
    items: Iterable[Item], size: int, job_key: str, ignored: Callable[[str], tuple[str, ...]]
) -> Iterator[Shard]:
    """Cut the input into shards of ``size`` articles, in order; ``ignored``: by path, which checks."""
    index = _Index()
    number, batch = 0, list[Item]()
    for item in items:
        batch.append(_ready(item, index, ignored))
        if len(batch) == size:
            yield _shard(number, batch, index, job_key)
            number, batch = number + 1, []
    if batch:
        yield _shard(number, batch, index, job_key)


def _ready(item: Item, index: _Index, ignored: Callable[[str], tuple[str, ...]]) -> Item:
    """Give a second article of one id a name of its own, and note which file rules hold for it."""
    rules = ignored(item.path)
    context = f"{item.context}\0{rules}" if item.context or rules else ""
    earlier = index.claim(item.id, item.row)
    if earlier is None:
        return replace(item, context=context)
    name = f"{item.id}#row-{item.row}"
    while index.claim(name, item.row) is not None:
        name += "'"
    what = f"row {earlier} has the id “{item.id}” already; this article is called {name}."
    problems = (*item.problems, Problem(what, fatal=False))
    return replace(item, id=name, problems=problems, context=context)


def _shard(number: int, items: list[Item], index: _Index, job_key: str) -> Shard:
    copies: dict[int, Copy] = {}
    parts: list[object] = [job_key]
    for at, item in enumerate(items):
        digest = item.digest
        parts += [item.id, item.row, item.path, digest, item.problems]
        if item.data is None:
            continue
        copy = index.original(digest, Copy(number, at, item.id))
        if copy is not None:
            copies[at] = copy
            parts.append(copy.id)
    return Shard(number, digest_of(parts), tuple(items), copies)
