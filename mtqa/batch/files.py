"""Shards on disk: written under another name, forced to the disk, and renamed when they are whole."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mtqa.batch.rows import Row
from mtqa.errors import OutputError, UsageError

__all__ = ["SUFFIX", "iter_rows", "publish", "read_rows", "shard_name", "write_rows"]

SUFFIX = {"jsonl": ".jsonl", "parquet": ".parquet"}


def shard_name(number: int, form: str) -> str:
    """Return the file name of a shard; a folder of nothing else reads as one table."""
    return f"rows/part-{number:06d}{SUFFIX[form]}"


def write_rows(rows: Sequence[Row | None], path: Path, form: str) -> None:
    """Write rows and force them to the disk; a full disk is an :class:`OutputError`."""
    with _sentence(path):
        if form == "parquet":
            _write_parquet(rows, path)
        else:
            with path.open("w", encoding="utf-8", newline="\n") as stream:
                for row in rows:
                    stream.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")
        with path.open("rb") as written:
            os.fsync(written.fileno())


def _write_parquet(rows: Sequence[Row | None], path: Path) -> None:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError("Parquet wants the batch extra: pip install 'mtqa[batch]'.") from None
    from mtqa.batch.arrow import schema

    table = pa.Table.from_pylist(rows, schema=schema())
    with path.open("wb") as stream:
        pq.write_table(table, stream, compression="zstd")


def publish(draft: Path, final: Path) -> tuple[int, str]:
    """Give a finished draft its name in one step; return its size and hash."""
    with _sentence(final):
        final.parent.mkdir(exist_ok=True)
        with draft.open("rb") as stream:
            whole = hashlib.file_digest(stream, "sha256").hexdigest()
        size = draft.stat().st_size
        draft.replace(final)
        _sync_folder(final.parent)
    return size, whole


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def read_rows(path: Path) -> list[Row | None]:
    """Read a whole shard."""
    return list(iter_rows(path))


def iter_rows(path: Path, columns: list[str] | None = None) -> Iterator[Any]:
    """Yield the rows of a shard (of Parquet only ``columns``, when given)."""
    if path.suffix == SUFFIX["parquet"]:
        import pyarrow.parquet as pq

        with pq.ParquetFile(path) as table:
            for batch in table.iter_batches(128, columns=columns):
                yield from batch.to_pylist()
        return
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


@contextmanager
def _sentence(path: Path) -> Iterator[None]:
    """Say what a failed write means and that nothing is lost; leave no half file."""
    try:
        yield
    except OSError as error:
        path.unlink(missing_ok=True) if path.name.endswith(".draft") else None
        reason = error.strerror or error
        raise OutputError(
            f"it cannot be written: {reason}. What was finished is safe; make room, then run the "
            "same command again to go on.",
            place=str(path),
        ) from None
