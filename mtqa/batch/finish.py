"""From drafts to shards: fill in the copies of other shards' articles, publish, note."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mtqa.batch.files import publish, read_rows, shard_name, write_rows
from mtqa.batch.item import Copy, Done, Item, Shard
from mtqa.batch.manifest import Entry, Manifest
from mtqa.batch.rows import Row, copied_row

__all__ = ["Finisher"]

_KEPT = 4


class Finisher:
    """Publishes drafts in whatever order they come; a copy waits for its original's shard."""

    def __init__(self, manifest: Manifest, form: str, work: Path) -> None:
        self._manifest, self._form, self._work = manifest, form, work
        self._keys: dict[int, str] = {}
        self._far: dict[int, dict[int, tuple[Item, Copy]]] = {}
        self._waiting: dict[int, Done] = {}
        self._read: OrderedDict[int, list[Row | None]] = OrderedDict()

    def expect(self, shards: Iterator[Shard]) -> Iterator[Shard]:
        """Pass on the shards to be checked, keeping what finishing them will need."""
        for shard in shards:
            self._keys[shard.number] = shard.key
            if shard.far:
                self._far[shard.number] = {
                    at: (_name_only(shard.items[at]), copy) for at, copy in shard.far.items()
                }
            yield shard

    def take(self, done: Done) -> list[Done]:
        """Publish a draft and what waited for it; return what was published."""
        self._waiting[done.number] = done
        published: list[Done] = []
        ready: int | None = done.number if self._is_ready(done.number) else None
        while ready is not None:
            one = self._waiting.pop(ready)
            self._publish(one)
            published.append(one)
            ready = next((n for n in sorted(self._waiting) if self._is_ready(n)), None)
        return published

    def _is_ready(self, number: int) -> bool:
        """Tell whether no original of a shard is still being checked."""
        return not any(copy.shard in self._keys for _, copy in self._far.get(number, {}).values())

    def _publish(self, done: Done) -> None:
        draft = Path(done.draft)
        far = self._far.pop(done.number, None)
        if far:
            rows = read_rows(draft)
            for at, (item, copy) in far.items():
                rows[at] = copied_row(item, copy, self._original(copy))
            draft.unlink()
            draft = self._work / f"{done.number:06d}.filled.draft"
            write_rows(rows, draft, self._form)
        name = shard_name(done.number, self._form)
        size, whole = publish(draft, self._manifest.folder / name)
        key = self._keys.pop(done.number)
        self._read.pop(done.number, None)
        self._manifest.note(Entry(done.number, key, name, done.rows, size, whole))

    def _original(self, copy: Copy) -> Row:
        if copy.shard not in self._read:
            path = self._manifest.folder / shard_name(copy.shard, self._form)
            self._read[copy.shard] = read_rows(path)
            if len(self._read) > _KEPT:
                self._read.popitem(last=False)
        self._read.move_to_end(copy.shard)
        row = self._read[copy.shard][copy.at]
        if row is None:
            raise RuntimeError(f"shard {copy.shard} has an empty row {copy.at}")
        return row


def _name_only(item: Item) -> Item:
    return replace(item, data=None, source=None, reference=None)
