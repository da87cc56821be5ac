"""The formats mtqa reads, by name and suffix, so that one line here adds a format and nothing falls back quietly."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple, cast

from mtqa.core.text import Block
from mtqa.errors import UsageError, did_you_mean

__all__ = ["FORMATS", "Format", "format_for", "format_named", "known_suffixes"]

Reader = Callable[[str], tuple[Block, ...]]


class Format(NamedTuple):
    """A text format: its name, the module with its ``read_blocks``, its suffixes and its escaping."""

    name: str
    module: str
    suffixes: tuple[str, ...]
    escape: str

    def reader(self) -> Reader:
        """Import the module only now and return its ``read_blocks``."""
        return cast(Reader, import_module(self.module).read_blocks)


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("text", "mtqa.formats.text", (".txt", ".text"), "plain"),
        Format(
            "markdown",
            "mtqa.formats.markdown",
            (".md", ".markdown", ".mdown", ".mkd", ".mkdn"),
            "markdown",
        ),
        Format("html", "mtqa.formats.html", (".html", ".htm", ".xhtml", ".xht"), "html"),
    )
}
_BY_SUFFIX = {suffix: entry.name for entry in FORMATS.values() for suffix in entry.suffixes}


def known_suffixes() -> tuple[str, ...]:
    """Return every suffix a folder is searched for."""
    return tuple(sorted(_BY_SUFFIX))


def format_for(path: str) -> str:
    """Return the name of the format a path's suffix stands for; no suffix (and ``-``) is text."""
    suffix = PurePath(path).suffix.lower()
    if not suffix:
        return "text"
    if suffix in _BY_SUFFIX:
        return _BY_SUFFIX[suffix]
    raise UsageError(
        f"mtqa reads no “{suffix}” files{did_you_mean(suffix, _BY_SUFFIX)}. It reads "
        f"{', '.join(known_suffixes())}; name the format of other files "
        f"({', '.join(FORMATS)}) yourself with --input-format.",
        place=path,
    )


def format_named(name: str) -> Format:
    """Return the format with that name, or say which there are."""
    if name in FORMATS:
        return FORMATS[name]
    raise UsageError(
        f"There is no format “{name}”{did_you_mean(name, FORMATS)}; mtqa reads {', '.join(FORMATS)}."
    )
