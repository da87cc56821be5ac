"""Parquet tables of articles, by row groups, so that a damaged one costs its own rows only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mtqa.batch.item import Item, Problem
from mtqa.batch.tables import Columns, item_of
from mtqa.errors import InputError, UsageError

__all__ = ["read_parquet"]


def read_parquet(file: Path, columns: Columns, first: int | None) -> int | Iterator[Item]:
    """Read Parquet by row groups; a damaged group is one item that says which rows are lost."""
    table = _open(file)
    if first is not None:
        return _parquet_items(table, columns, first)
    columns.look(table.schema_arrow.names, file)
    return int(table.metadata.num_rows)


def _parquet_items(table: Any, columns: Columns, first: int) -> Iterator[Item]:
    there = table.schema_arrow.names
    names = [*columns.wanted, *(["id"] if columns.id is None and "id" in there else [])]
    row = first
    for group in range(table.num_row_groups):
        count = table.metadata.row_group(group).num_rows
        try:
            batches: Iterable[Any] = table.iter_batches(256, row_groups=[group], columns=names)
            for batch in batches:
                for record in batch.to_pylist():
                    yield item_of(record, row, columns)
                    row += 1
                    count -= 1
        except (OSError, ValueError) as error:
            last = row + count - 1
            what = f"rows {row} to {last} cannot be read: the Parquet file is damaged ({error})."
            yield Item(f"row-{row}", row, None, problems=(Problem(what),))
            row = last + 1


def _open(file: Path) -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UsageError(
            "Parquet wants the batch extra: pip install 'mtqa[batch]'.", place=str(file)
        ) from None
    try:
        return pq.ParquetFile(file, memory_map=False)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"not a readable Parquet file ({error}).", place=str(file)) from None
