"""Tables of articles, read row by row; a bad row is an item with a problem, a bad file a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from mtqa.batch.item import Item, Problem
from mtqa.errors import UsageError, did_you_mean

__all__ = ["Columns", "Reader", "item_of", "name_of", "read_json_lines"]

# (file, columns, first row) → its items; without a first row: check the columns, count the rows
Reader: TypeAlias = "Callable[[Path, Columns, int | None], int | Iterator[Item]]"


# Rows in which a column of JSON lines has to turn up.
_LOOKED_AT = 1000


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold what; ``id`` ``None``: the column ``id``, or else the row's number."""

    id: str | None = None
    text: str = "text"
    source: str | None = None
    reference: str | None = None
    format: str = "text"

    @property
    def wanted(self) -> list[str]:
        """The columns that must be there."""
        names = (self.id, self.text, self.source, self.reference)
        return [name for name in names if name is not None]

    def look(self, there: Sequence[str], file: Path) -> None:
        """Raise a :class:`UsageError` for a column that is not there."""
        for name in self.wanted:
            if name not in there:
                raise UsageError(
                    f"no column is called “{name}”{did_you_mean(name, there)}; there are "
                    f"{', '.join(map(str, there)) or 'none'}.",
                    place=str(file),
                )
            if there.count(name) > 1:
                raise UsageError(f"several columns are called “{name}”.", place=str(file))


def item_of(record: Mapping[str, Any], row: int, columns: Columns) -> Item:
    """Make an item of a table's row; what is wrong with it is said in its problems."""
    problems: list[Problem] = []
    name = name_of(record, row, columns, problems)
    text = record.get(columns.text)
    if columns.text not in record:
        problems.append(Problem(f"the row has no “{columns.text}”."))
    elif text is None:
        problems.append(Problem("the text is null."))
    elif not isinstance(text, str):
        problems.append(Problem(f"the text is no text but of type {type(text).__name__}."))
    data, encoding = _bytes(text, problems) if isinstance(text, str) else (None, None)
    sides = [
        str(record[column]) if column and record.get(column) is not None else None
        for column in (columns.source, columns.reference)
    ]
    return Item(name, row, data, "-", columns.format, encoding, sides[0], sides[1], tuple(problems))


def name_of(record: Mapping[str, Any], row: int, columns: Columns, problems: list[Problem]) -> str:
    """Return a row's id, or a name for a row without one; a missing id is a problem that is told."""
    value = record.get(columns.id or "id")
    if value is not None and str(value).strip():
        return str(value).encode("utf-8", "backslashreplace").decode()
    if columns.id is not None or "id" in record:
        problems.append(Problem(f"the id is missing; the row is called row-{row}.", fatal=False))
    return f"row-{row}"


def _bytes(text: str, problems: list[Problem]) -> tuple[bytes | None, str | None]:
    """Return the bytes of a text, with no encoding where a CSV file holds another than UTF-8."""
    try:
        return text.encode("utf-8"), "utf-8"
    except UnicodeEncodeError:
        pass
    try:
        return text.encode("utf-8", "surrogateescape"), None
    except UnicodeEncodeError:
        problems.append(Problem("the text holds half a character (a lone surrogate)."))
        return None, None


def read_json_lines(file: Path, columns: Columns, first: int | None) -> int | Iterator[Item]:
    """Read JSON lines; a line that is not an object is an item with a problem."""
    if first is not None:
        return _json_items(file, columns, first)
    count, there = 0, dict[str, None]()
    looked = False
    with file.open("rb") as stream:
        for line in stream:
            if not line.strip():
                continue
            count += 1
            if not looked and isinstance(record := _json(line), dict):
                there |= dict.fromkeys(record)
                looked = count >= _LOOKED_AT or all(name in there for name in columns.wanted)
    if there:
        columns.look(list(there), file)
    return count


def _json_items(file: Path, columns: Columns, first: int) -> Iterator[Item]:
    row, named = first, False
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            record = _json(line)
            if isinstance(record, dict):
                # Where articles before it have ids, one without is one whose id is missing.
                named = named or "id" in record
                yield item_of({"id": None, **record} if named else record, row, columns)
            else:
                yield Item(f"row-{row}", row, None, problems=(Problem(f"line {number} {record}"),))
            row += 1


def _json(line: bytes) -> dict[str, Any] | str:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "is not UTF-8."
    except (ValueError, RecursionError) as error:
        return f"is not valid JSON ({error})."
    return record if isinstance(record, dict) else "is not a JSON object."
