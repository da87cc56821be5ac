"""What a glossary holds: terms and names, each with the place it was written for messages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

__all__ = ["Match", "Name", "Term", "entry_of"]


@dataclass(frozen=True, slots=True)
class Term:
    """A correct term with its other accepted forms and the renderings known to be wrong.

    ``wrong`` is the ``not`` of the files. ``bad`` and ``good`` are its own tests.
    """

    use: str
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    pos: str = "noun"
    via: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    severity: str = "major"
    case: bool = False
    bad: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    note: str = ""
    domain: str = ""
    path: str = ""
    line: int = 0

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every correct form, the preferred one first."""
        return (self.use, *self.also)

    @property
    def entry(self) -> str:
        """The name by which findings, figures and messages know the entry."""
        return f"{self.domain}:{self.use}"

    @property
    def place(self) -> str:
        """``file:line``."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: its spelling, other accepted ones, and the damage engines do to it."""

    use: str
    also: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    kind: str = "place"
    via: str = ""
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lower: bool = False
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    note: str = ""
    domain: str = ""
    path: str = ""
    line: int = 0

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every correct spelling, of any house style, the neutral one first."""
        return tuple(dict.fromkeys((self.use, *self.also, *self.styles.values())))

    def spelling(self, style: str) -> str:
        """The spelling of a house style."""
        return self.styles.get(style, self.use)

    @property
    def entry(self) -> str:
        """The name by which findings, figures and messages know the entry."""
        return f"{self.domain}:{self.use}"

    @property
    def place(self) -> str:
        """``file:line``."""
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Match:
    """Where a form of an entry stands: code points and word positions in the segment.

    ``form`` is the form of the entry that fitted; ``replacements`` are ranked and already carry
    number, tense and capitals of the text.
    """

    start: int
    end: int
    first: int
    last: int
    entry: Term | Name
    form: str
    wrong: bool
    replacements: tuple[str, ...] = ()


def entry_of(record: Mapping[str, Any]) -> Term | Name:
    """Make the value of a record as the file readers give it."""
    shared: dict[str, Any] = {
        key: tuple(record.get(key, ()))
        for key in ("also", "needs", "unless", "bad", "fixed", "good")
    }
    shared["wrong"] = tuple(record.get("not", ()))
    for key in ("use", "via", "note", "domain", "path"):
        shared[key] = record.get(key, "")
    shared["line"] = record.get("line", 0)
    if record["type"] == "name":
        return Name(
            **shared,
            kind=record.get("kind", "place"),
            styles=MappingProxyType(record.get("styles", {})),
            lower=record.get("lower", False),
        )
    return Term(
        **shared,
        pos=record.get("pos", "noun"),
        severity=record.get("severity", "major"),
        case=record.get("case", False),
    )
