"""From files to a glossary: shipped knowledge, the user's own above it, compiled once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from mtqa import __version__
from mtqa.compiled import cached, content_key
from mtqa.errors import GlossaryError, did_you_mean
from mtqa.glossary.calquefile import is_calque_list, parse_calques
from mtqa.glossary.glossary import Glossary
from mtqa.glossary.index import compile_records

__all__ = ["STYLES", "glossary_of", "load_glossaries", "read_records", "shipped_files"]

STYLES = ("neutral", "ap", "bbc")
SUFFIXES = (".toml", ".csv", ".tsv", ".tbx", ".xml")
_VERSION = f"glossary-5-{__version__}"


def shipped_files() -> list[Path]:
    """Return our own glossaries: beside the package in a checkout, else inside it."""
    package = Path(__file__).parent.parent
    for folder in (package.parent / "glossaries", package / "data" / "glossaries"):
        found = sorted(folder.glob("*.toml"))
        if found:
            return found + sorted(folder.glob("calques/*.tsv"))
    return []


def load_glossaries(
    paths: Iterable[Path | str] = (),
    *,
    style: str = "neutral",
    shipped: bool = True,
    own: bool = True,
) -> Glossary:
    """Load the shipped glossaries and the files at ``paths`` (folders are searched).

    A user's file overrides what is shipped; two user files that contradict each other are an error.
    ``own=False`` takes ``paths`` as they stand, contradictions included (for the checks of data).
    """
    if style not in STYLES:
        hint = did_you_mean(style, STYLES)
        raise GlossaryError(
            f"“{style}” is no house style{hint}; choose one of {', '.join(STYLES)}."
        )
    given = tuple(_found(paths))
    ours = tuple(shipped_files()) if shipped else ()
    sources = [(path, _read(path)) for path in (*ours, *given)]
    users = frozenset(given) if own else frozenset()
    names = [f"{path in users}:{path}".encode() for path, _ in sources]
    key = content_key(_VERSION, [*names, *(content for _, content in sources)])
    return _glossary(key, style, tuple(sources), users)


@lru_cache(maxsize=8)
def _glossary(
    key: str, style: str, sources: tuple[tuple[Path, bytes], ...], own: frozenset[Path]
) -> Glossary:
    data = cached("glossary", key, lambda: _compile(sources, own), records=True)
    return Glossary(data, style=style, key=key)


def _compile(sources: Sequence[tuple[Path, bytes]], own: frozenset[Path]) -> dict[str, Any]:
    from mtqa.glossary.override import merged

    records = [
        record | {"own": path in own}
        for path, content in sources
        for record in read_records(path, content)
    ]
    return compile_records(merged(records))


def glossary_of(records: Sequence[dict[str, Any]]) -> Glossary:
    """Make a glossary of records as the file readers give them, without files."""
    return Glossary(compile_records(list(records)))


def read_records(path: Path, content: bytes) -> list[dict[str, Any]]:
    """Return the entries of one file in any known form."""
    suffix = path.suffix.lower()
    if suffix == ".toml":
        from mtqa.glossary.tomlfile import parse_toml

        return parse_toml(path, content)
    if suffix == ".tsv" and is_calque_list(content):
        return parse_calques(path, content)
    if suffix in (".csv", ".tsv"):
        from mtqa.glossary.table import parse_table

        return parse_table(path, content)
    from mtqa.glossary.tbx import parse_tbx

    return parse_tbx(path, content)


def _found(paths: Iterable[Path | str]) -> Iterable[Path]:
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = sorted(item for item in path.iterdir() if item.suffix.lower() in SUFFIXES)
            if not inside:
                raise GlossaryError(
                    f"The folder holds no glossary; expected {', '.join(SUFFIXES)}.",
                    place=str(path),
                )
            yield from inside
            continue
        if path.suffix.lower() not in SUFFIXES:
            hint = did_you_mean(path.suffix, SUFFIXES)
            raise GlossaryError(
                f"“{path.suffix or path.name}” is no glossary format{hint}; use {', '.join(SUFFIXES)}.",
                place=str(path),
            )
        yield path


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        near = did_you_mean(path.name, [item.name for item in _siblings(path)])
        raise GlossaryError(
            f"The glossary cannot be read: {reason}{near}.", place=str(path)
        ) from error


def _siblings(path: Path) -> list[Path]:
    try:
        return list(path.parent.iterdir())
    except OSError:
        return []
