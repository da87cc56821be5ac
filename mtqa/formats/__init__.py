"""Bytes to Document and back, so that no other part of mtqa knows how a file is written down."""

from __future__ import annotations

import os
from pathlib import Path

from mtqa.core.text import Document
from mtqa.errors import InputError
from mtqa.formats.encoding import decode
from mtqa.formats.output import to_bytes, write_file
from mtqa.formats.registry import FORMATS, format_for, format_named, known_suffixes
from mtqa.formats.write import write_text

__all__ = [
    "FORMATS",
    "format_for",
    "known_suffixes",
    "read_bytes",
    "read_file",
    "to_bytes",
    "write_file",
    "write_text",
]


def read_bytes(
    data: bytes,
    *,
    path: str,
    format: str | None = None,  # noqa: A002
    encoding: str | None = None,
) -> Document:
    """Read an article; ``format`` and ``encoding`` are found out where they are not given."""
    chosen = format_named(format or format_for(path))
    decoded = decode(data, path=path, encoding=encoding, html=chosen.escape == "html")
    del data  # A large file is held once as bytes or text, not as both.
    return Document(
        path=path,
        text=decoded.text,
        blocks=chosen.reader()(decoded.text),
        format=chosen.name,
        encoding=decoded.encoding,
        bom=decoded.bom,
        escape=chosen.escape,
    )


def read_file(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002
    encoding: str | None = None,
) -> Document:
    """Read an article from a file; see ``read_bytes``."""
    name = os.fspath(path)
    chosen = format or format_for(name)
    return read_bytes(_bytes_of(name), path=name, format=chosen, encoding=encoding)


def _bytes_of(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except FileNotFoundError:
        raise InputError("There is no such file.", place=name) from None
    except IsADirectoryError:
        raise InputError("This is a folder, not an article.", place=name) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"The file cannot be read: {reason}.", place=name) from None
