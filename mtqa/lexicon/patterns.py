"""Calque patterns: data that says which frames of the pivot language English does not have."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from mtqa.errors import GlossaryError, did_you_mean
from mtqa.lexicon.atoms import Lemma, Literal
from mtqa.lexicon.grammar import Choice, Mark, Node, parse_match

__all__ = ["CATEGORIES", "Pattern", "parse_patterns", "pattern_files"]

CATEGORIES = (
    "accuracy/mistranslation",
    "accuracy/false-friend",
    "linguistic/grammar",
    "linguistic/word-order",
    "linguistic/function-words",
    "linguistic/agreement",
    "style/unidiomatic",
)
SEVERITIES = ("minor", "major", "critical")
MAX_BYTES, MAX_TEXT, MAX_LIST = 5_000_000, 4_000, 200
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*pattern[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True)
class Pattern:
    """One frame with its corrections, its cause and its tests."""

    id: str
    match: str
    use: tuple[str, ...] = ()
    why: str = ""
    via: str = ""
    category: str = "style/unidiomatic"
    severity: str = "major"
    bad: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    path: str = ""
    line: int = 0

    @property
    def place(self) -> str:
        """``file:line``."""
        return f"{self.path}:{self.line}"

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The parsed ``match``."""
        return parse_match(self.match, self.place)

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The words a match can start with (``=form``, ``<lemma``); empty where any word can."""
        return frozenset(_firsts(self.nodes) or ())

    @cached_property
    def guards(self) -> tuple[tuple[tuple[Node, ...], ...], tuple[tuple[Node, ...], ...]]:
        """The parsed ``not_before`` and ``not_after``."""
        return (
            tuple(parse_match(item, self.place) for item in self.not_before),
            tuple(parse_match(item, self.place) for item in self.not_after),
        )


def _firsts(nodes: tuple[Node, ...]) -> set[str] | None:
    """Return the keys of the first words of a sequence, ``None`` where it may be any or none."""
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, Literal):
            return found | {"=" + node.word}
        if isinstance(node, Lemma):
            return found | {"<" + node.lemma}
        if isinstance(node, Choice):
            branches = [_firsts(branch) for branch in node.branches if branch]
            if None in branches:
                return None
            found = found.union(*(branch for branch in branches if branch))
            if () not in node.branches:
                return found
        elif not isinstance(node, Mark):
            return None
    return None


_LISTS = frozenset("use bad fixed good not_before not_after needs unless".split())
_FIELDS = tuple(field.name for field in fields(Pattern) if field.name not in ("path", "line"))


def pattern_files() -> list[Path]:
    """Return the shipped pattern files."""
    return sorted((Path(__file__).parent / "patterns").glob("*.toml"))


def parse_patterns(path: Path, content: bytes) -> list[dict[str, Any]]:
    """Return the records of one file, or say what is wrong with a line of it."""
    if len(content) > MAX_BYTES:
        raise GlossaryError(
            f"The file is larger than {MAX_BYTES:,} bytes; split it.", place=str(path)
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
        line = int(found.group(1)) if found else 1
        raise GlossaryError(
            f"The file is not valid TOML ({error}); mend this line.", place=f"{path}:{line}"
        ) from error
    rows = data.get("pattern")
    if set(data) - {"pattern"} or not isinstance(rows, list):
        raise GlossaryError("A pattern file holds only [[pattern]] tables.", place=f"{path}:1")
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEADER.finditer(text)]
    places = lines if len(lines) == len(rows) else [1] * len(rows)
    return [
        _record(row, f"{path}:{line}") | {"path": str(path), "line": line}
        for row, line in zip(rows, places, strict=True)
    ]


def _record(row: object, place: str) -> dict[str, Any]:
    if not isinstance(row, Mapping):
        raise GlossaryError("A [[pattern]] must be a table of fields.", place=place)
    record: dict[str, Any] = {}
    for key, value in row.items():
        if key not in _FIELDS:
            hint = did_you_mean(key, _FIELDS)
            raise GlossaryError(f"“{key}” is no field of a pattern{hint}.", place=place)
        record[key] = _value(key, value, place)
    for key in ("id", "match"):
        if not record.get(key):
            raise GlossaryError(f"The pattern has no “{key}”; give one.", place=place)
    for key, choices in (("category", CATEGORIES), ("severity", SEVERITIES)):
        if record.get(key, choices[0]) not in choices:
            hint = did_you_mean(record[key], choices)
            raise GlossaryError(
                f"“{record[key]}” is no {key}{hint}; choose one of {', '.join(choices)}.",
                place=place,
            )
    return record


def _value(key: str, value: object, place: str) -> str | list[str]:
    if isinstance(value, str) and len(value) <= MAX_TEXT:
        return [value] if key in _LISTS else value
    if (
        key in _LISTS
        and isinstance(value, list)
        and len(value) <= MAX_LIST
        and all(isinstance(item, str) and len(item) <= MAX_TEXT for item in value)
    ):
        return list(value)
    wanted = "a list of texts" if key in _LISTS else "a text"
    raise GlossaryError(f"“{key}” must be {wanted}.", place=place)


def pattern_of(record: Mapping[str, Any]) -> Pattern:
    """Make the value of a record."""
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in record.items()
    }
    return Pattern(**given)
