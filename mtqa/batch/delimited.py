"""CSV and TSV, row by row; a row whose quotation marks do not add up is an item with a problem."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from mtqa.batch.item import Item, Problem
from mtqa.batch.tables import Columns, item_of, name_of
from mtqa.errors import InputError, UsageError

__all__ = ["read_csv"]

# The cells of a row, or what is wrong with it.
_Cells: TypeAlias = "list[str] | Problem"
_BROKEN = "not a CSV row ({error}); a quotation mark in or around its text is missing or too many."
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_NAMES = {",": "a comma", "\t": "a tab", ";": "a semicolon", "|": "a bar"}


def read_csv(file: Path, columns: Columns, first: int | None) -> int | Iterator[Item]:
    """Read CSV (or TSV) with a header; bytes that are not UTF-8 are looked at article by article."""
    if first is not None:
        return _items(file, columns, first)
    rows = _rows(file)
    columns.look(_header(rows, file), file)
    return sum(1 for _ in rows)


def _header(rows: Iterator[_Cells], file: Path) -> list[str]:
    cells = next(rows, [])
    if isinstance(cells, Problem):
        raise InputError(cells.message, place=str(file))
    if len(cells) == 1:
        ours = _delimiter(file)
        for other in _NAMES:
            if other in cells[0]:
                raise UsageError(
                    f"the columns stand {_NAMES[other]} apart and not {_NAMES[ours]}: mtqa reads "
                    ".csv with commas and .tsv with tabs.",
                    place=str(file),
                )
    return cells


def _items(file: Path, columns: Columns, first: int) -> Iterator[Item]:
    rows = _rows(file)
    header = _header(rows, file)
    for row, cells in enumerate(rows, start=first):
        if isinstance(cells, Problem):
            yield Item(f"row-{row}", row, None, problems=(cells,))
        elif len(cells) == len(header):
            yield item_of(dict(zip(header, cells, strict=True)), row, columns)
        else:
            what = f"the row has {_count(len(cells))} and the header {len(header)}."
            record = dict(zip(header, cells, strict=False))
            yield Item(name_of(record, row, columns, []), row, None, problems=(Problem(what),))


def _count(cells: int) -> str:
    return f"{cells} cell{'' if cells == 1 else 's'}"


def _delimiter(file: Path) -> str:
    return "\t" if file.suffix.lower() == ".tsv" else ","


def _rows(file: Path) -> Iterator[_Cells]:
    """Yield rows; strictly, because a lenient reader takes half a file for one article."""
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with file.open("rb") as raw:
        if raw.read(2) in _WIDE:
            raise InputError("the file is in UTF-16; save it as UTF-8.", place=str(file))
    with file.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as stream:
        rows = csv.reader(stream, delimiter=_delimiter(file), strict=True)
        while True:
            line = rows.line_num + 1
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                last = rows.line_num
                where = f"line {line}" if last <= line else f"lines {line} to {last}"
                yield Problem(f"{where}: {_BROKEN.format(error=error)}")
                continue
            if cells:
                yield cells
