"""TBX (ISO 30042), versions 2 and 3, in both styles of version 3; read with expat, no entities."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.parsers import expat

from mtqa.errors import GlossaryError
from mtqa.glossary.tomlfile import MAX_BYTES, MAX_TEXT

__all__ = ["parse_tbx"]

_ENTRY = ("termEntry", "conceptEntry")
_LANGUAGE = ("langSet", "langSec")
_SECTION = ("tig", "ntig", "termSec")
_BAD = ("deprecated", "superseded", "forbidden", "obsolete")
_POS = {
    "noun": "noun",
    "verb": "verb",
    "adjective": "adjective",
    "adverb": "adverb",
    "other": "phrase",
}
MAX_DEPTH, MAX_ENTRIES = 60, 200_000


def parse_tbx(path: Path, content: bytes) -> list[dict[str, Any]]:
    """Return one record for each concept with a preferred English term."""
    if len(content) > MAX_BYTES:
        raise GlossaryError(
            f"The file is larger than {MAX_BYTES:,} bytes; split it.", place=str(path)
        )
    reader = _Reader(path)
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        raise GlossaryError(
            f"The file is not well-formed XML ({expat.ErrorString(error.code)}); mend this line.",
            place=f"{path}:{error.lineno}",
        ) from error
    if reader.root not in ("martif", "tbx", "TBX"):
        raise GlossaryError(
            f"The root element is <{reader.root}>; a TBX file has <tbx> or <martif>.",
            place=f"{path}:1",
        )
    return reader.records


class _Reader:
    """Follows the elements of both versions; keeps only what a glossary entry needs."""

    def __init__(self, path: Path) -> None:
        self.path, self.root = path, ""
        self.records: list[dict[str, Any]] = []
        self._stack: list[tuple[str, dict[str, str]]] = []
        self._text = ""
        self._terms: list[dict[str, str]] = []
        self._language = ""
        self._line = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.EntityDeclHandler = self._entity

    def _entity(self, *_: object) -> None:
        raise GlossaryError(
            "The file declares an entity, which no glossary needs; delete its DOCTYPE.",
            place=f"{self.path}:{self.parser.CurrentLineNumber}",
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.root = self.root or name
        self._stack.append((name, attributes))
        self._text = ""
        if len(self._stack) > MAX_DEPTH or len(self.records) > MAX_ENTRIES:
            raise GlossaryError(
                f"The file nests deeper than {MAX_DEPTH} or has more than {MAX_ENTRIES:,} entries.",
                place=f"{self.path}:{self.parser.CurrentLineNumber}",
            )
        if name in _ENTRY:
            self._terms, self._line = [], self.parser.CurrentLineNumber
        elif name in _LANGUAGE:
            self._language = attributes.get("xml:lang", attributes.get("lang", "")).lower()
        elif name in _SECTION:
            self._terms.append({"language": self._language})

    def _characters(self, data: str) -> None:
        if len(self._text) < 4 * MAX_TEXT:
            self._text += data

    def _end(self, tag: str) -> None:
        name, attributes = self._stack.pop()
        text = " ".join(self._text.split())
        kind = attributes.get("type", name)
        if self._terms and any(item[0] in _SECTION for item in self._stack):
            key = {
                "term": "term",
                "administrativeStatus": "status",
                "normativeAuthorization": "status",
                "partOfSpeech": "pos",
                "note": "note",
                "usageNote": "note",
            }.get("term" if name == "term" else kind)
            if key and text:
                self._terms[-1].setdefault(key, text[:MAX_TEXT])
        if name in _ENTRY:
            self._finish()
        self._text = ""

    def _finish(self) -> None:
        english = [
            term for term in self._terms if term.get("term") and term["language"].startswith("en")
        ]
        bad = [term for term in english if term.get("status", "").lower().startswith(_BAD)]
        right = [term for term in english if term not in bad]
        if not right:
            return
        right.sort(key=lambda term: not term.get("status", "").lower().startswith("preferred"))
        first = right[0]
        self.records.append(
            {
                "type": "term",
                "domain": self.path.stem,
                "path": str(self.path),
                "line": self._line,
                "use": first["term"],
                "also": [term["term"] for term in right[1:]],
                "not": [term["term"] for term in bad],
                "pos": _POS.get(first.get("pos", "noun").lower(), "noun"),
                "note": first.get("note", ""),
            }
        )
