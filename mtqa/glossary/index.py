"""The index of every form of every entry, by its first two words, as plain data that JSON can keep."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from mtqa.glossary.forms import Shape, fused_shapes, shape, squeeze
from mtqa.text import tokenise

__all__ = ["RIGHT", "WRONG", "build_index", "compile_records"]

# What a shape says of the text it fits, and how its capitals count.
RIGHT, WRONG = 0, 1
ANY_CASE, EXACT_CASE, ALL_LOWER, NAME_CASE = 0, 1, 2, 3

Row = list[Any]


def build_index(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Return ``shapes`` (rows) and ``index`` (first form → second form → shape numbers).

    Rows and the second level of the index are JSON texts. A correct single word holds no wrong
    form, so it has no shape.
    """
    known = frozenset(
        squeeze(form) for record in records for form in (record["use"], *record.get("also", ()))
    )
    wrong = frozenset(squeeze(form) for record in records for form in record.get("not", ()))
    shapes: list[str] = []
    index: dict[str, dict[str, list[int]]] = {}
    for number, record in enumerate(records):
        rows = _name_rows(record) if record["type"] == "name" else _term_rows(record, known)
        for verdict, case, found in rows:
            idle = record["type"] == "term" and verdict == RIGHT and len(found.words) == 1
            if not found.words or (idle and squeeze(found.text) not in wrong):
                continue
            shapes.append(_plain(_row(number, verdict, case, found)))
            seconds = found.words[1] if len(found.words) > 1 else ("",)
            for first in found.words[0]:
                for second in seconds:
                    index.setdefault(first, {}).setdefault(second, []).append(len(shapes) - 1)
    return {"shapes": shapes, "index": {first: _plain(row) for first, row in index.items()}}


def _plain(value: Any) -> str:
    """Keep a row as text: most are never asked for, and text is read in a fraction of the time."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(number: int, verdict: int, case: int, found: Shape) -> Row:
    caps = None
    if case == EXACT_CASE:
        caps = [token.text for token in tokenise(found.text) if token.text not in "-‐‑–"]
    return [number, verdict, case, found.words, found.gap, found.head, found.text, caps]


def _term_rows(record: dict[str, Any], known: frozenset[str]) -> Iterator[tuple[int, int, Shape]]:
    pos, use = record.get("pos", "noun"), record["use"]
    case = EXACT_CASE if record.get("case") else ANY_CASE
    for form in _unique((use, *record.get("also", ()))):
        yield RIGHT, case, shape(form, pos, use)
    for form in _unique(record.get("not", ())):
        base = shape(form, pos, use)
        # A form that differs from an accepted one only in its capitals is about capitals.
        same = fold_case(form) in {fold_case(right) for right in (use, *record.get("also", ()))}
        yield WRONG, EXACT_CASE if same else case, base
        for fused in fused_shapes(base, known, bool(record.get("needs"))):
            yield WRONG, case, fused


def _name_rows(record: dict[str, Any]) -> Iterator[tuple[int, int, Shape]]:
    accepted = _unique((record["use"], *record.get("also", ()), *record.get("styles", {}).values()))
    for form in accepted:
        yield RIGHT, EXACT_CASE, shape(form, "name", form)
    folded = {fold_case(form) for form in accepted}
    for form in _unique(record.get("not", ())):
        case = EXACT_CASE if fold_case(form) in folded else NAME_CASE
        yield WRONG, case, shape(form, "name", form)
    if record.get("lower"):
        for form in _unique((record["use"], *record.get("also", ()))):
            yield WRONG, ALL_LOWER, shape(form, "name", form)


def fold_case(text: str) -> str:
    """Compare without capitals, spaces and hyphens."""
    return squeeze(text)


def _unique(forms: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(form for form in forms if form.strip()))


def compile_records(records: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a glossary is made of, as JSON can keep it."""
    forms = [f for r in records if r["type"] == "term" for f in (r["use"], *r.get("also", ()))]
    return {
        "entries": [json.dumps(record, ensure_ascii=False) for record in records],
        "names": [n for n, record in enumerate(records) if record["type"] == "name"],
        "things": [record["use"] for record in records if _is_thing(record)],
        "own_things": [r["use"] for r in records if _is_thing(r) and r.get("own")],
        "closed": sorted({squeeze(f) for f in forms if " " not in f and len(f) > 6}),
        **build_index(records),
    }


def _is_thing(record: dict[str, Any]) -> bool:
    """Tell a noun of a glossary proper from a line of a calque list, which is right of one phrase."""
    is_noun = record["type"] == "term" and record.get("pos", "noun") == "noun"
    return is_noun and "/" not in record.get("domain", "")
