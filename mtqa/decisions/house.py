"""The house's own glossary file: proposals written into it, and what stands there left alone."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from mtqa.decisions.learn import Learned
from mtqa.decisions.refused import Refused, load_refused
from mtqa.glossary import Name, Term
from mtqa.glossary.load import read_records

__all__ = ["house_text", "proposals"]

_HEAD = '[glossary]\nname = "{name}"\ntitle = "House glossary"\nlanguage = "en"\n'
_FIELDS = ("use", "also", "not", "pos", "kind", "lower", "via", "needs", "unless", "severity")
_EXAMPLES = ("bad", "fixed", "good")


def proposals(learned: Learned) -> str:
    """Return the proposed entries as TOML."""
    blocks = [_term(term) for term in learned.terms]
    blocks += [_name(name) for name in learned.names]
    blocks += [_refused(item, sentence) for item, sentence in learned.refused]
    return "\n".join(blocks)


def house_text(path: Path, learned: Learned) -> tuple[str, str]:
    """Return the file's text before and after; an entry that is there already gains the new forms.

    Raises :class:`GlossaryError` where the file or the outcome is no glossary.
    """
    content = path.read_bytes() if path.exists() else b""
    old = content.decode("utf-8-sig", "strict")
    records = read_records(path, content) if content else []
    there = {
        (r["use"], r.get("pos", "noun") if r["type"] == "term" else "name"): r for r in records
    }
    text = old or _HEAD.format(name=path.stem)
    fresh = Learned(terms=[term for term in learned.terms if (term.use, term.pos) not in there])
    standing_terms = [
        (there[term.use, term.pos], term) for term in learned.terms if term not in fresh.terms
    ]
    # From the last to the first, so that the lines of those before still count.
    for record, term in sorted(standing_terms, key=lambda item: -item[0]["line"]):
        if set(term.wrong) - set(record.get("not", ())):
            text = _grown(text, record, term)
    fresh.names = [name for name in learned.names if (name.use, "name") not in there]
    standing = load_refused([path]) if content else ()
    fresh.refused = [item for item in learned.refused if item[0] not in standing]
    added = proposals(fresh)
    if added:
        text = text.rstrip("\n") + "\n\n" + added
    read_records(path, text.encode("utf-8"))
    return old, text


def _grown(text: str, record: dict[str, object], term: Term) -> str:
    """Write the block of a standing entry anew, with the learned forms and examples."""
    lines = text.split("\n")
    first = int(str(record["line"])) - 1
    last = next(
        (i for i in range(first + 1, len(lines)) if re.match(r"\s*\[", lines[i])), len(lines)
    )
    while last > first and not lines[last - 1].strip():
        last -= 1
    block = [line for line in lines[first:last] if line.lstrip().startswith("#")]
    block += _block("term", _merged(record, term)).rstrip("\n").split("\n")
    return "\n".join([*lines[:first], *block, *lines[last:]])


def _merged(record: dict[str, object], term: Term) -> dict[str, object]:
    merged = {
        key: value for key, value in record.items() if key in (*_FIELDS, *_EXAMPLES, "note", "case")
    }
    for key, extra in (("not", term.wrong), ("bad", term.bad), ("fixed", term.fixed)):
        there = merged.get(key, [])
        merged[key] = list(dict.fromkeys([*(there if isinstance(there, list) else []), *extra]))
    merged.setdefault("via", term.via)
    return merged


def _term(term: Term) -> str:
    values: dict[str, object] = {
        "use": term.use,
        "not": list(term.wrong),
        "pos": term.pos,
        "via": term.via,
        "needs": list(term.needs),
        "bad": list(term.bad),
        "fixed": list(term.fixed),
        "good": list(term.good),
    }
    return _block("term", values)


def _name(name: Name) -> str:
    values: dict[str, object] = {
        "use": name.use,
        "not": list(name.wrong),
        "lower": name.lower,
        "via": name.via,
        "bad": list(name.bad),
        "fixed": list(name.fixed),
    }
    return _block("name", values)


def _refused(item: Refused, sentence: str) -> str:
    values: dict[str, object] = {
        "check": item.check,
        "entry": item.entry,
        "text": item.text,
        "sentence": sentence[:1000],
    }
    return _block("refused", values)


def _block(kind: str, values: dict[str, object]) -> str:
    lines = [f"[[{kind}]]"]
    lines += [f"{key} = {_toml(key, value)}" for key, value in values.items() if value]
    return "\n".join(lines) + "\n"


def _toml(key: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quoted(value)
    items: Sequence[str] = [_quoted(str(item)) for item in value]  # type: ignore[attr-defined]
    if key in _EXAMPLES:
        return items[0] if len(items) == 1 else "[\n" + "".join(f"  {i},\n" for i in items) + "]"
    return f"[{', '.join(items)}]"


def _quoted(text: str) -> str:
    """Write a TOML string: as JSON writes it, DEL escaped and half characters gone."""
    sound = "".join("�" if "\ud800" <= char <= "\udfff" else char for char in text)
    return json.dumps(sound, ensure_ascii=False).replace("\x7f", "\\u007f")
