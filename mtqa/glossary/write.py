"""Writing glossaries: TOML as people keep it, TBX versions 2 and 3 as tools exchange it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from mtqa.errors import UsageError, did_you_mean
from mtqa.glossary.table import write_table
from mtqa.glossary.term import Name, Term

__all__ = ["FORMATS", "write_glossary"]

FORMATS = ("toml", "csv", "tsv", "tbx", "tbx2")
Entry = Term | Name
_STATUS = {
    True: "preferredTerm-admn-sts",
    False: "admittedTerm-admn-sts",
    None: "deprecatedTerm-admn-sts",
}


def write_glossary(entries: Iterable[Entry], form: str, *, name: str = "glossary") -> str:
    """Return the entries as the text of a file in one of :data:`FORMATS`."""
    kept = list(entries)
    if form == "toml":
        return _toml(kept, name)
    if form in ("csv", "tsv"):
        return write_table(kept, delimiter="," if form == "csv" else "\t")
    if form in ("tbx", "tbx2"):
        return "\n".join(_tbx3(kept) if form == "tbx" else _tbx2(kept)) + "\n"
    hint = did_you_mean(form, FORMATS)
    raise UsageError(f"“{form}” is no glossary format{hint}; choose one of {', '.join(FORMATS)}.")


def _toml(entries: Sequence[Entry], name: str) -> str:
    lines = ["[glossary]", f"name = {_quoted(name)}", 'language = "en"']
    for entry in entries:
        lines += ["", "[[term]]" if isinstance(entry, Term) else "[[name]]"]
        fields: list[tuple[str, object]] = [
            ("use", entry.use),
            ("also", entry.also),
            ("not", entry.wrong),
        ]
        if isinstance(entry, Term):
            fields += [("pos", entry.pos)]
            fields += [("severity", entry.severity)] if entry.severity != "major" else []
            fields += [("case", True)] if entry.case else []
        else:
            fields += [("kind", entry.kind), ("styles", dict(entry.styles)), ("lower", entry.lower)]
        fields += [("via", entry.via), ("needs", entry.needs), ("unless", entry.unless)]
        fields += [
            ("bad", entry.bad),
            ("fixed", entry.fixed),
            ("good", entry.good),
            ("note", entry.note),
        ]
        lines += [f"{key} = {_value(value)}" for key, value in fields if value]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_quoted(k)} = {_quoted(v)}" for k, v in value.items()) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(_quoted(item) for item in value) + "]"
    return _quoted(str(value))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def _forms(entry: Entry) -> Iterator[tuple[str, str]]:
    yield entry.use, _STATUS[True]
    for form in entry.also:
        yield form, _STATUS[False]
    for form in entry.wrong:
        yield form, _STATUS[None]


def _pos(entry: Entry) -> str:
    pos = entry.pos if isinstance(entry, Term) else "noun"
    return "other" if pos == "phrase" else pos


def _tbx3(entries: Sequence[Entry]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">'
    yield "<tbxHeader><fileDesc><sourceDesc><p>mtqa glossary</p></sourceDesc></fileDesc></tbxHeader>"
    yield "<text><body>"
    for number, entry in enumerate(entries, start=1):
        yield f'<conceptEntry id="c{number}"><langSec xml:lang="en">'
        for form, status in _forms(entry):
            yield (
                f'<termSec><term>{_xml(form)}</term><termNote type="partOfSpeech">{_pos(entry)}'
                f'</termNote><termNote type="administrativeStatus">{status}</termNote></termSec>'
            )
        yield "</langSec></conceptEntry>"
    yield "</body></text></tbx>"


def _tbx2(entries: Sequence[Entry]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<martif type="TBX" xml:lang="en">'
    yield "<martifHeader><fileDesc><sourceDesc><p>mtqa glossary</p></sourceDesc></fileDesc></martifHeader>"
    yield "<text><body>"
    for number, entry in enumerate(entries, start=1):
        yield f'<termEntry id="c{number}"><langSet xml:lang="en">'
        for form, status in _forms(entry):
            yield (
                f'<tig><term>{_xml(form)}</term><termNote type="partOfSpeech">{_pos(entry)}'
                f'</termNote><termNote type="administrativeStatus">{status}</termNote></tig>'
            )
        yield "</langSet></termEntry>"
    yield "</body></text></martif>"


def _xml(text: str) -> str:
    return escape("".join(char for char in text if char >= " " or char in "\t\n"))
