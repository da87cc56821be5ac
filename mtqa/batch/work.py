"""What a worker does with a shard, on whatever engine: judge its articles, write a draft."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Container
from pathlib import Path

from mtqa.batch.files import write_rows
from mtqa.batch.item import Done, Item, Shard
from mtqa.batch.rows import Row, check_item, copied_row, unjudged_row
from mtqa.config import Config
from mtqa.core import Incident
from mtqa.linter import Linter

__all__ = ["TRIES", "Worker", "peak_mb"]

# An article under which this many workers died is not judged again.
TRIES = 2
_KILLED = f"a worker died {TRIES} times while judging this article (out of memory?)."


class Worker:
    """A linter that lives as long as its process, and turns shards into drafts."""

    def __init__(self, config: Config, folder: Path, form: str) -> None:
        self._linter = Linter(config)
        self._folder, self._form = folder, form
        gc.disable()
        self._linter.warm()
        gc.freeze()  # What was loaded stays: the collector need not go over it again.
        gc.enable()

    def work(
        self, shard: Shard, poison: Container[int] = (), at: Callable[[int], None] | None = None
    ) -> Done:
        """Judge a shard and write its draft; ``at`` hears which article is next.

        A draft with rows still to be copied from other shards is JSON lines with ``null`` there.
        """
        started = time.monotonic()
        rows: list[Row | None] = []
        for number, item in enumerate(shard.items):
            if at is not None:
                at(number)
            rows.append(self._row(shard, number, item, rows, poison))
        form = "jsonl" if shard.far else self._form
        draft = self._folder / f"{shard.number:06d}.{os.getpid()}.draft"
        write_rows(rows, draft, form)
        seconds = time.monotonic() - started
        return Done(shard.number, str(draft), len(rows), seconds, peak_mb())

    def _row(
        self,
        shard: Shard,
        number: int,
        item: Item,
        rows: list[Row | None],
        poison: Container[int],
    ) -> Row | None:
        copy = shard.copies.get(number)
        if copy is not None:
            original = rows[copy.at] if copy.shard == shard.number else None
            return copied_row(item, copy, original) if original is not None else None
        if number in poison:
            return unjudged_row(item, [Incident("engine", _KILLED)])
        return check_item(self._linter, item)


def peak_mb() -> float:
    """Return the most memory this process has held, in megabytes."""
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
