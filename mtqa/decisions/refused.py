"""What editors have refused stays quiet: ``[[refused]]`` entries of their own glossaries."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mtqa.core import Finding
from mtqa.errors import GlossaryError, did_you_mean

__all__ = ["Refused", "load_refused", "split_refused"]

_FIELDS = ("check", "text", "entry", "sentence", "note")


@dataclass(frozen=True, slots=True)
class Refused:
    """A check that was wrong about a wording; ``entry`` narrows it to one glossary entry."""

    check: str
    text: str
    entry: str = ""

    def silences(self, finding: Finding) -> bool:
        """Tell whether a finding is the same claim about the same words."""
        return (
            finding.check == self.check
            and _folded(finding.text) == _folded(self.text)
            and self.entry in ("", finding.entry)
        )


def load_refused(paths: Iterable[str | Path]) -> tuple[Refused, ...]:
    """Read the exceptions of the user's TOML glossaries (folders are searched)."""
    found: list[Refused] = []
    for given in paths:
        path = Path(given)
        files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        for file in files:
            if file.suffix.lower() == ".toml" and file.is_file():
                found += _read(file)
    return tuple(dict.fromkeys(found))


def split_refused(
    findings: Sequence[Finding], refused: Sequence[Refused]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that stand and those that an exception silences."""
    if not refused:
        return list(findings), []
    silenced = {id(f) for f in findings if any(item.silences(f) for item in refused)}
    return (
        [finding for finding in findings if id(finding) not in silenced],
        [finding for finding in findings if id(finding) in silenced],
    )


def _read(path: Path) -> Iterable[Refused]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        rows = tomllib.loads(text).get("refused", [])
    except (OSError, ValueError):
        return  # the glossary reader says what is wrong with the file
    if not isinstance(rows, list):
        raise GlossaryError("Write [[refused]] with two brackets.", place=f"{path}:1")
    for number, row in enumerate(rows, 1):
        where = f"the {number}. [[refused]]"
        for key in row:
            if key not in _FIELDS:
                raise GlossaryError(
                    f"“{key}” is no field of {where}{did_you_mean(key, _FIELDS)}; "
                    f"the fields are {', '.join(_FIELDS)}.",
                    place=str(path),
                )
        values = {key: row.get(key, "") for key in _FIELDS}
        if not all(isinstance(value, str) for value in values.values()):
            raise GlossaryError(f"Every field of {where} must be a text.", place=str(path))
        if not values["check"] or not values["text"]:
            raise GlossaryError(f"{where} wants “check” and “text”.", place=str(path))
        yield Refused(values["check"], values["text"], values["entry"])


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())
