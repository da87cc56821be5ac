"""The native glossary file: TOML, read strictly so that a slip of the pen is an error with a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mtqa.errors import GlossaryError, did_you_mean

__all__ = ["FIELDS", "parse_toml", "validated"]

MAX_BYTES = 20_000_000
MAX_TEXT, MAX_LIST = 1_000, 200
# What editors refused ([[refused]]) is read by mtqa.decisions.refused.
_TABLES = ("glossary", "term", "name", "refused")
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(term|name)[ \t]*\]\]", re.MULTILINE)
_TEXT, _LIST, _FLAG, _EITHER, _TABLE = (
    "a text",
    "a list of texts",
    "true or false",
    "either",
    "table",
)
_SHARED = {
    "use": _TEXT,
    "also": _LIST,
    "not": _LIST,
    "via": _TEXT,
    "needs": _LIST,
    "unless": _LIST,
    "bad": _EITHER,
    "fixed": _EITHER,
    "good": _EITHER,
    "note": _TEXT,
}
FIELDS: dict[str, dict[str, str]] = {
    "term": _SHARED | {"pos": _TEXT, "severity": _TEXT, "case": _FLAG},
    "name": _SHARED | {"kind": _TEXT, "styles": _TABLE, "lower": _FLAG},
}
_CHOICES = {
    "pos": ("noun", "verb", "adjective", "adverb", "phrase"),
    "severity": ("minor", "major", "critical"),
    "kind": ("place", "institution", "media", "party", "company", "person", "work"),
}


def parse_toml(path: Path, content: bytes) -> list[dict[str, Any]]:
    """Return the entries of a file as plain records with ``type``, ``domain``, ``path``, ``line``."""
    if len(content) > MAX_BYTES:
        raise GlossaryError(
            f"The file has {len(content):,} bytes; split it into files under {MAX_BYTES:,}.",
            place=str(path),
        )
    try:
        text = content.decode("utf-8-sig")
        data = tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GlossaryError(
            "The file is not UTF-8; save it as UTF-8.", place=f"{path}:{line}"
        ) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise GlossaryError(
            f"The file is not valid TOML ({error}); mend this line.",
            place=f"{path}:{found.group(1) if found else 1}",
        ) from error
    except RecursionError as error:
        raise GlossaryError(
            "The file nests too deeply; use flat entries.", place=str(path)
        ) from error
    return _entries(path, text, data)


def _entries(path: Path, text: str, data: dict[str, Any]) -> list[dict[str, Any]]:
    for key in data:
        if key not in _TABLES:
            hint = did_you_mean(key, _TABLES)
            raise GlossaryError(
                f"“{key}” is no table of a glossary{hint}; "
                "use [glossary], [[term]], [[name]] or [[refused]].",
                place=f"{path}:1",
            )
    head = data.get("glossary", {})
    domain = str(head.get("name", path.stem)) if isinstance(head, dict) else path.stem
    lines: dict[str, list[int]] = {"term": [], "name": []}
    for match in _HEADER.finditer(text):
        lines[match.group(1)].append(text.count("\n", 0, match.start()) + 1)
    records = []
    for kind in ("term", "name"):
        rows = data.get(kind, [])
        if not isinstance(rows, list):
            raise GlossaryError(f"Write [[{kind}]] with two brackets.", place=f"{path}:1")
        places = lines[kind] if len(lines[kind]) == len(rows) else [1] * len(rows)
        for row, line in zip(rows, places, strict=True):
            records.append(
                validated(kind, row, f"{path}:{line}")
                | {"type": kind, "domain": domain, "path": str(path), "line": line}
            )
    return sorted(records, key=lambda record: record["line"])


def validated(kind: str, row: object, place: str) -> dict[str, Any]:
    """Return the record of one entry, or say what is wrong with it and how to mend it."""
    if not isinstance(row, Mapping):
        raise GlossaryError(f"A [[{kind}]] must be a table of fields.", place=place)
    fields = FIELDS[kind]
    record: dict[str, Any] = {}
    for key, value in row.items():
        if key not in fields:
            hint = did_you_mean(key, fields)
            raise GlossaryError(
                f"“{key}” is no field of a {kind}{hint}; the fields are {', '.join(fields)}.",
                place=place,
            )
        record[key] = _typed(key, value, fields[key], place)
    if not record.get("use", "").strip():
        raise GlossaryError(f"The {kind} has no “use”; give the correct form.", place=place)
    for key, choices in _CHOICES.items():
        if key in record and record[key] not in choices:
            hint = did_you_mean(record[key], choices)
            raise GlossaryError(
                f"“{record[key]}” is no {key}{hint}; choose one of {', '.join(choices)}.",
                place=place,
            )
    return record


def _typed(key: str, value: object, kind: str, place: str) -> object:
    if kind == _FLAG and isinstance(value, bool):
        return value
    if kind == _TABLE and isinstance(value, Mapping):
        return {str(k): _typed(key, v, _TEXT, place) for k, v in value.items()}
    if kind in (_TEXT, _EITHER) and isinstance(value, str) and len(value) <= MAX_TEXT:
        text = " ".join(value.split()) if key in ("use", "via") else value
        return text if kind == _TEXT else [text]
    if (
        kind in (_LIST, _EITHER)
        and isinstance(value, list)
        and len(value) <= MAX_LIST
        and all(isinstance(item, str) and item.strip() and len(item) <= MAX_TEXT for item in value)
    ):
        return list(value)
    wanted = {_EITHER: "a text or a list of texts", _TABLE: "a table of texts"}.get(kind, kind)
    raise GlossaryError(
        f"“{key}” must be {wanted} (at most {MAX_TEXT} characters each, {MAX_LIST} items).",
        place=place,
    )
