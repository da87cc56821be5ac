"""The file of decisions an editor downloads from the desk, read with distrust."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtqa.core import Document
from mtqa.errors import InputError

__all__ = ["Change", "Decision", "Record", "parse_record", "read_record", "text_hash"]

VERSION = 1
KINDS = ("accept", "rewrite", "refuse", "ignore", "right", "none")
_MAX_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Change:
    """A replacement in the plain text of a block, with the words around it to find it again."""

    block: int
    start: int
    end: int
    was: str
    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one finding; ``start`` and ``end`` count in ``sentence``."""

    finding: str
    check: str
    entry: str
    kind: str
    was: str
    text: str | None
    sentence: str
    start: int
    end: int
    change: Change | None
    evidence: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A file of decisions and the article it belongs to; ``findings`` counts all of the report."""

    place: str
    path: str
    sha256: str
    format: str
    encoding: str
    language: str
    findings: int
    decisions: tuple[Decision, ...]


def text_hash(document: Document) -> str:
    """Return the SHA-256 of the decoded text as UTF-8, by which decisions know their article."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def read_record(path: str | Path) -> Record:
    """Read a decisions file; what is wrong with it is an :class:`InputError`."""
    place = str(path)
    try:
        if Path(path).stat().st_size > _MAX_BYTES:
            raise InputError("This is too large for a decisions file.", place=place)
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("This is no decisions file: it is not UTF-8.", place=place) from None
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise InputError(f"The decisions cannot be read: {reason}.", place=place) from None
    return parse_record(text, place)


def parse_record(text: str, place: str) -> Record:
    """Return the record in a JSON text."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError("This is no decisions file: it is not JSON.", place=place) from None
    if not isinstance(data, dict) or "mtqa_decisions" not in data:
        raise InputError("This is no decisions file of the mtqa desk.", place=place)
    if data["mtqa_decisions"] != VERSION:
        raise InputError(
            f"These decisions are of version {data['mtqa_decisions']!r:.20}; this mtqa reads version "
            f"{VERSION}. Use the mtqa that wrote the desk.",
            place=place,
        )
    article = _Fields(data.get("article"), place, "article")
    rows = data.get("decisions")
    if not isinstance(rows, list):
        raise InputError("The decisions file has no list of decisions.", place=place)
    return Record(
        place,
        article.text("path"),
        article.text("sha256"),
        article.text("format"),
        article.text("encoding"),
        article.text("language", "en"),
        _Fields(data, place, "file").number("findings", len(rows)),
        tuple(_decision(row, place, number) for number, row in enumerate(rows, 1)),
    )


def _decision(row: object, place: str, number: int) -> Decision:
    given = _Fields(row, place, f"decision {number}")
    kind = given.text("decision")
    if kind not in KINDS:
        raise InputError(
            f"Decision {number} is “{kind:.30}”, which mtqa does not know.", place=place
        )
    sentence = given.text("sentence", "")
    start, end = given.number("start", 0), given.number("end", 0)
    if not 0 <= start <= end <= len(sentence):
        raise InputError(f"Decision {number} points outside its sentence.", place=place)
    edit = given.row.get("edit")
    if kind in ("accept", "rewrite") and edit is None:
        raise InputError(f"Decision {number} changes the text but says not where.", place=place)
    evidence = given.row.get("evidence")
    return Decision(
        given.text("finding", ""),
        given.text("check", ""),
        given.text("entry", ""),
        kind,
        given.text("was", ""),
        given.text("text", "") if given.row.get("text") is not None else None,
        sentence,
        start,
        end,
        _change(edit, place, number) if kind in ("accept", "rewrite") else None,
        tuple(_evidence(evidence)) if isinstance(evidence, list) else (),
        given.text("note", ""),
    )


def _change(edit: object, place: str, number: int) -> Change:
    given = _Fields(edit, place, f"the change of decision {number}")
    start, end, was = given.number("start"), given.number("end"), given.text("was")
    if end - start != len(was) or start < 0:
        raise InputError(f"The change of decision {number} contradicts itself.", place=place)
    return Change(
        given.number("block"),
        start,
        end,
        was,
        given.text("text"),
        given.text("before", ""),
        given.text("after", ""),
    )


def _evidence(items: list[Any]) -> list[tuple[str, str]]:
    return [
        (str(item.get("from", "")), str(item.get("detail", "")))
        for item in items
        if isinstance(item, Mapping)
    ]


class _Fields:
    """Fields of a JSON object, each of the kind it must be."""

    def __init__(self, row: object, place: str, name: str) -> None:
        if not isinstance(row, Mapping):
            raise InputError(f"The decisions file is damaged: {name} is missing.", place=place)
        self.row, self._place, self._name = row, place, name

    def text(self, key: str, default: str | None = None) -> str:
        value = self.row.get(key, default)
        if not isinstance(value, str):
            raise self._wrong(key)
        return value

    def number(self, key: str, default: int | None = None) -> int:
        value = self.row.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key)
        return value

    def _wrong(self, key: str) -> InputError:
        message = f"The decisions file is damaged: “{key}” of {self._name} is missing or wrong."
        return InputError(message, place=self._place)
