"""Text to bytes and bytes to disk: never half a file, never a character lost without a word."""

from __future__ import annotations

import codecs
import contextlib
import os
import secrets
import stat
import unicodedata
from pathlib import Path

from mtqa.core.text import Document
from mtqa.errors import OutputError

__all__ = ["to_bytes", "write_file"]

_NEAREST = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"',
    "«": '"', "»": '"', "‹": "'", "›": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
    "…": "...", "•": "*", "€": "EUR", "£": "GBP", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "×": "x", "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i",
}  # fmt: skip


def to_bytes(document: Document, text: str) -> bytes:
    """Encode a text as the document's file was; what its encoding lacks is written otherwise."""
    errors = "mtqa-reference" if document.escape == "html" else "mtqa-nearest"
    try:
        return document.bom + text.encode(document.encoding, errors)
    except UnicodeEncodeError as error:
        char = text[error.start]
        line = text.count("\n", 0, error.start) + 1
        raise OutputError(
            f"The file's encoding {document.encoding} has no “{char!a}” for the correction; "
            "save the file as UTF-8 first.",
            place=f"{document.path}:{line}",
        ) from None


def _reference(error: UnicodeError) -> tuple[str, int]:
    """Write a character as an HTML reference."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    if any("\ud800" <= char <= "\udfff" for char in lost):
        raise error
    return "".join(f"&#x{ord(char):X};" for char in lost), error.end


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Write a character as the nearest ASCII, where there is one."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    nearest = ""
    for char in error.object[error.start : error.end]:
        base = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
        mapped = _NEAREST.get(char) or base
        if not mapped:
            raise error
        nearest += mapped
    return nearest, error.end


codecs.register_error("mtqa-reference", _reference)
codecs.register_error("mtqa-nearest", _nearest)


def write_file(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace a file whole or leave it as it was; its mode is kept, a link's target is written."""
    name = os.fspath(path)
    try:
        target = Path(name).resolve()
        if target.exists() and not target.is_file():
            _write_through(target, data)
        else:
            _replace(target, data)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OutputError(f"The file cannot be written: {reason}.", place=name) from error


def _write_through(target: Path, data: bytes) -> None:
    """Write to what is no regular file (a pipe, a device), where nothing can be renamed."""
    if target.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    with target.open("wb", buffering=0) as sink:
        view = memoryview(data)
        while view:
            view = view[sink.write(view) or 0 :]


def _replace(target: Path, data: bytes) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "it is read-only")
    temporary = target.with_name(f".mtqa-{secrets.token_hex(6)}.tmp")
    try:
        with temporary.open("xb") as sink:
            if target.exists():
                _keep_owner_and_mode(target, sink.fileno())
            sink.write(data)
            sink.flush()
            os.fsync(sink.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _keep_owner_and_mode(target: Path, descriptor: int) -> None:
    status = target.stat()
    if hasattr(os, "fchown"):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
    os.chmod(descriptor if os.chmod in os.supports_fd else target, stat.S_IMODE(status.st_mode))  # noqa: PTH101


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
