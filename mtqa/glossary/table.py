"""CSV and TSV glossaries: any vendor's columns in, ours out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from mtqa.errors import GlossaryError
from mtqa.glossary.term import Name, Term
from mtqa.glossary.tomlfile import MAX_BYTES, MAX_TEXT

__all__ = ["parse_table", "write_table"]

_SYNONYMS = {
    "use": "use term target translation preferred correct preferred_term target_term en english en-gb en-us",
    "not": "not source src wrong forbidden_form avoid source_term original incorrect",
    "also": "also forms synonyms variants admitted alternatives",
    "pos": "pos part_of_speech partofspeech part-of-speech",
    "case": "case case_sensitive casesensitive case-sensitive",
    "status": "status usage_status administrative_status",
    "forbidden": "forbidden do_not_use donotuse prohibited",
    "note": "note context description definition comment translator_comments developer_comments",
    "severity": "severity",
    "via": "via cause",
    "needs": "needs",
    "unless": "unless",
}
_COLUMNS = {word: name for name, words in _SYNONYMS.items() for word in words.split()}
_LANGUAGE_ONLY = frozenset(["en", "english", "en-gb", "en-us"])
_CODE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_YES = frozenset(["1", "true", "yes", "y", "x"])
_BAD_STATUS = ("forbidden", "deprecated", "superseded", "obsolete", "do not use")
_POS = {
    "n": "noun",
    "v": "verb",
    "adj": "adjective",
    "adv": "adverb",
    "other": "phrase",
    "proper noun": "noun",
}
_KNOWN_POS = frozenset(["noun", "verb", "adjective", "adverb", "phrase"])
_SPLIT = "|"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MAX_ROWS = 200_000


def parse_table(path: Path, content: bytes) -> list[dict[str, Any]]:
    """Return the entries of a table.

    With a header, columns are known by their usual names. Without one, a single column lists
    correct terms; of two to five the first is what the text says and the second what it should.
    """
    if len(content) > MAX_BYTES:
        raise GlossaryError(
            f"The table is larger than {MAX_BYTES:,} bytes; split it.", place=str(path)
        )
    try:
        text = content.decode(
            "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        )
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GlossaryError(
            "The table is not UTF-8; save it so.", place=f"{path}:{line}"
        ) from error
    rows = _rows(path, text)
    if not rows:
        return []
    header = _header(rows[0][1])
    records = []
    for line, row in rows[1:] if header else rows:
        cells = dict(zip(header, row, strict=False)) if header else _headless(path, line, row)
        record = _record(path, line, cells)
        if record:
            records.append(record)
    return records


def _rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    first = text.split("\n", 1)[0]
    mark = (
        "\t"
        if path.suffix.lower() == ".tsv" or "\t" in first
        else ";"
        if _semicolons(first)
        else ","
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        line = 1
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any(cells):
                rows.append((line, cells))
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS or any(len(cell) > 4 * MAX_TEXT for cell in cells):
                raise GlossaryError(
                    f"A table may have {MAX_ROWS:,} rows and cells of {4 * MAX_TEXT:,} characters; split it.",
                    place=f"{path}:{line - 1}",
                )
    except csv.Error as error:
        raise GlossaryError(
            f"The row cannot be read ({error}); double the quotes inside a quoted cell.",
            place=f"{path}:{reader.line_num}",
        ) from error
    return rows


def _semicolons(line: str) -> bool:
    return line.count(";") > line.count(",")


def _header(row: Sequence[str]) -> list[str] | None:
    """Return the column names where the first row is a header, else ``None``."""
    names = [cell.lower().replace(" ", "_") for cell in row]
    known = [_COLUMNS.get(name) for name in names]
    codes = all(_CODE.fullmatch(name) for name in names)
    if not any(known) or (len(row) > 1 and len({*known} - {None}) < 2 and not codes):
        return None
    if "use" not in known and "not" in known and "forbidden" not in known:
        return None
    chosen: list[str] = []
    for name, column in zip(names, known, strict=True):
        taken = column in chosen
        weak = name in _LANGUAGE_ONLY and "use" in [
            k for n, k in zip(names, known, strict=True) if n != name
        ]
        chosen.append("" if column is None or taken or weak else column)
    return chosen


def _headless(path: Path, line: int, row: Sequence[str]) -> dict[str, str]:
    if len(row) == 1:
        return {"use": row[0]}
    if len(row) <= 5:
        return {"not": row[0], "use": row[1]}
    raise GlossaryError(
        f"The table has {len(row)} columns and no header; name them, e.g. “use,not,pos,note”.",
        place=f"{path}:{line}",
    )


def _record(path: Path, line: int, cells: dict[str, str]) -> dict[str, Any] | None:
    status = cells.get("status", "").lower()
    banned = cells.get("forbidden", "").lower() in _YES or any(
        word in status for word in _BAD_STATUS
    )
    use = cells.get("use", "")
    if not use:
        raise GlossaryError(
            "The row names no correct term; fill that column.", place=f"{path}:{line}"
        )
    if banned and not cells.get("not"):
        return None
    record: dict[str, Any] = {"type": "term", "domain": path.stem, "path": str(path), "line": line}
    record["use"] = use
    for key in ("not", "also", "needs", "unless"):
        forms = [form.strip() for form in cells.get(key, "").split(_SPLIT)]
        record[key] = [form for form in forms if form and form != use]
    pos = cells.get("pos", "").lower()
    pos = _POS.get(pos, pos)
    record["pos"] = pos if pos in _KNOWN_POS else "noun"
    if cells.get("severity", "").lower() in ("minor", "major", "critical"):
        record["severity"] = cells["severity"].lower()
    record["case"] = cells.get("case", "").lower() in _YES
    return record | {key: cells[key] for key in ("note", "via") if cells.get(key)}


def write_table(entries: Iterable[Term | Name], *, delimiter: str = ",") -> str:
    """Return the entries as a table with a header; cells cannot act as formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(
        ["use", "not", "also", "pos", "case", "severity", "via", "needs", "unless", "note"]
    )
    for entry in entries:
        pos = entry.pos if isinstance(entry, Term) else ""
        case = "true" if isinstance(entry, Term) and entry.case else ""
        severity = entry.severity if isinstance(entry, Term) else ""
        joined = [_SPLIT.join(forms) for forms in (entry.wrong, entry.also)]
        guards = [_SPLIT.join(forms) for forms in (entry.needs, entry.unless)]
        cells = [entry.use, *joined, pos, case, severity, entry.via, *guards, entry.note]
        writer.writerow([_inert(cell) for cell in cells])
    return out.getvalue()


def _inert(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) else cell
