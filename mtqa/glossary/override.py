"""Whose word counts where glossaries disagree: the user's over ours, and never two users' in silence."""

from __future__ import annotations

from typing import Any

from mtqa.errors import GlossaryError
from mtqa.glossary.forms import squeeze

__all__ = ["merged"]

Record = dict[str, Any]


def merged(records: list[Record]) -> list[Record]:
    """Return the records with shipped forms dropped where a user's file says the opposite."""
    own = [record for record in records if record.pop("own", False)]
    for record in own:
        record["own"] = True
    if not own:
        return records
    right = _by_form(own, ("use", "also"))
    wrong = _by_form(own, ("not",))
    for form, record in wrong.items():
        other = right.get(form)
        if other is not None and other is not record and not record.get("needs"):
            raise GlossaryError(
                f"“{_spelt(record, form)}” is wrong here and correct at "
                f"{other['path']}:{other['line']}; keep one of the two.",
                place=f"{record['path']}:{record['line']}",
            )
    mine = {id(record) for record in own}
    kept = []
    for record in records:
        if id(record) in mine:
            kept.append(record)
            continue
        if squeeze(record["use"]) in wrong:
            continue
        kept.append(_without(record, "not", set(right)) | {})
        kept[-1] = _without(kept[-1], "also", set(wrong))
    return kept


def _by_form(records: list[Record], keys: tuple[str, ...]) -> dict[str, Record]:
    table: dict[str, Record] = {}
    for record in records:
        for key in keys:
            value = record.get(key, ())
            for form in [value] if isinstance(value, str) else value:
                table.setdefault(squeeze(form), record)
    return table


def _without(record: Record, key: str, forms: set[str]) -> Record:
    if key not in record:
        return record
    return record | {key: [form for form in record[key] if squeeze(form) not in forms]}


def _spelt(record: Record, form: str) -> str:
    return next((text for text in record.get("not", ()) if squeeze(text) == form), form)
