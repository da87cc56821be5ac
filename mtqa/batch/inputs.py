"""Where articles come from: a folder of them, or tables (JSON lines, CSV, Parquet)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mtqa import formats
from mtqa.batch import tables
from mtqa.batch.delimited import read_csv
from mtqa.batch.item import Item, Problem
from mtqa.batch.parquet import read_parquet
from mtqa.batch.tables import Columns
from mtqa.errors import UsageError

__all__ = ["Columns", "Source", "open_input"]

_TABLES: dict[str, tables.Reader] = {
    ".jsonl": tables.read_json_lines,
    ".ndjson": tables.read_json_lines,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".parquet": read_parquet,
}
_SIDECAR = ".mtqa-ignore"


@dataclass(frozen=True, slots=True)
class Source:
    """An input: ``items`` starts at the first article each time; ``total`` when it is known."""

    path: str
    items: Callable[[], Iterator[Item]]
    total: int | None


def open_input(
    path: str,
    columns: Columns,
    *,
    excluded: Callable[[str], bool] = lambda _: False,
    encoding: str | None = None,
) -> Source:
    """Find out what ``path`` is; its columns are looked at now, its articles when asked for.

    Raises :class:`UsageError` for a path that is no input and for a column that is not there.
    """
    place = Path(path)
    if place.is_dir():
        return _folder(place, columns, excluded, encoding)
    if not place.is_file():
        raise UsageError("there is no such file or folder.", place=path)
    return _tables([place], path, columns)


def _tables(files: list[Path], path: str, columns: Columns) -> Source:
    readers = [_reader(file) for file in files]
    counts = [reader(file, columns, None) for reader, file in zip(readers, files, strict=True)]
    known = [count for count in counts if isinstance(count, int)]

    def items() -> Iterator[Item]:
        row = 0
        for reader, file in zip(readers, files, strict=True):
            found = reader(file, columns, row)
            if not isinstance(found, int):
                for item in found:
                    yield item
                    row = item.row + 1

    return Source(path, items, sum(known))


def _reader(file: Path) -> tables.Reader:
    reader = _TABLES.get(file.suffix.lower())
    if reader is None:
        raise UsageError(
            f"a batch reads a folder, or a table that ends in {', '.join(_TABLES)}; "
            "`mtqa check` reads one article.",
            place=str(file),
        )
    return reader


def _folder(
    folder: Path, columns: Columns, excluded: Callable[[str], bool], encoding: str | None
) -> Source:
    files = [
        file
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and not excluded(str(file))
    ]
    known = formats.known_suffixes()
    articles = [
        file
        for file in files
        if file.suffix.lower() in known and not file.name.endswith(".ref.txt")
    ]
    tabled = [file for file in files if file.suffix.lower() in _TABLES]
    if articles and tabled:
        raise UsageError("this folder holds articles and tables; name one kind.", place=str(folder))
    if tabled:
        return _tables(tabled, str(folder), columns)
    if not articles:
        raise UsageError("no article and no table in this folder.", place=str(folder))

    def items() -> Iterator[Item]:
        for row, file in enumerate(articles):
            yield _article(file, folder, row, encoding)

    return Source(str(folder), items, len(articles))


def _article(file: Path, folder: Path, row: int, encoding: str | None) -> Item:
    name, path = file.relative_to(folder).as_posix(), str(file)
    kind = formats.format_for(path)
    try:
        data = file.read_bytes()
    except OSError as error:
        problem = Problem(f"The file cannot be read: {error.strerror or error}.")
        return Item(name, row, None, path, kind, problems=(problem,))
    return Item(name, row, data, path, kind, encoding, None, _beside(file), context=_rules(path))


def _beside(file: Path) -> str | None:
    """Return the human text ``NAME.ref.txt`` beside an article, where there is one."""
    reference = file.with_name(file.stem + ".ref.txt")
    try:
        return reference.read_text(encoding="utf-8") if reference.is_file() else None
    except (OSError, UnicodeDecodeError):
        return None


def _rules(path: str) -> str:
    """Return the suppressions beside an article: its findings depend on them."""
    sidecar = Path(path + _SIDECAR)
    try:
        return sidecar.read_text(encoding="utf-8", errors="replace") if sidecar.is_file() else ""
    except OSError:
        return ""
