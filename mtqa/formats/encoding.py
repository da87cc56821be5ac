"""Bytes to text without losing one: the encoding is found, and refused if it would not give the same bytes back."""

from __future__ import annotations

import codecs
import re
from encodings.aliases import aliases
from typing import NamedTuple

from mtqa.errors import InputError, UsageError, did_you_mean
from mtqa.formats.legacy import guess_encoding, looks_like_broken_utf8

__all__ = ["Decoded", "decode"]


class Decoded(NamedTuple):
    """The text of a file, its Python codec name and the byte-order mark that stood before it."""

    text: str
    encoding: str
    bom: bytes = b""


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive (a .docx, .odt or .epub is one too)"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (.doc, .xls)"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text document (RTF)"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b")
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w:.-]{2,40})"
    rb"|<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w:.-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 4096


def decode(data: bytes, *, path: str, encoding: str | None = None, html: bool = False) -> Decoded:
    """Decode a file exactly, in the encoding given or found."""
    if encoding is not None:
        return _as_named(data, _codec(encoding), path)
    for bom, codec in _BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data[len(bom) :], codec, path, len(bom)), codec, bom)
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"This is {what}, not text; export the article as text.", place=path)
    if b"\0" in data:
        return _with_nulls(data, path)
    _refuse_controls(data, path)
    return _without_nulls(data, path, _declared(data) if html else None, html)


def _without_nulls(data: bytes, path: str, declared: str | None, html: bool) -> Decoded:
    if data.isascii():
        # An HTML file that declares nothing is read as Latin by browsers: stay inside ASCII.
        return Decoded(data.decode("ascii"), declared or ("ascii" if html else "utf-8"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if declared not in (None, "utf-8") and (found := _exact(data, str(declared))):
        return found
    if looks_like_broken_utf8(data):
        raise _broken(data, broken.start, path)
    for candidate in guess_encoding(data):
        if found := _exact(data, candidate):
            return found
    raise _broken(data, broken.start, path)


def _exact(data: bytes, codec: str) -> Decoded | None:
    """Decode, if encoding the text again gives the identical bytes."""
    try:
        text = data.decode(codec)
        if text.encode(codec) == data and not re.search("[\ud800-\udfff]", text):
            return Decoded(text, codec)
    except (UnicodeError, LookupError):
        pass
    return None


def _as_named(data: bytes, codec: str, path: str) -> Decoded:
    bare = codec.removesuffix("-sig")
    for bom, of_bom in _BOMS:
        if data.startswith(bom) and of_bom.startswith(bare):
            return Decoded(_strict(data[len(bom) :], of_bom, path, len(bom)), of_bom, bom)
    bare = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(bare, bare)
    text = _strict(data, bare, path, 0)
    if found := _exact(data, bare):
        return found
    del text
    raise InputError(
        f"Read as {codec} the file could not be written back byte for byte; "
        "leave the encoding out and mtqa finds it.",
        place=path,
    )


def _strict(data: bytes, codec: str, path: str, skipped: int) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"Byte 0x{data[error.start]:02X} at offset {error.start + skipped} is not valid "
            f"{codec}; re-save the file as UTF-8, or name its encoding with --encoding.",
            place=f"{path}:{line}",
        ) from None


def _broken(data: bytes, at: int, path: str) -> InputError:
    return InputError(
        f"Byte 0x{data[at]:02X} at offset {at} is not valid UTF-8, though most of the file is; "
        "mend that place and save the file as UTF-8, or name its encoding, e.g. --encoding cp1252.",
        place=f"{path}:{data.count(bytes([10]), 0, at) + 1}",
    )


def _codec(name: str) -> str:
    try:
        info = codecs.lookup(name)
        "".encode(info.name)
    except (LookupError, ValueError):
        known = [*aliases, *(alias.replace("_", "-") for alias in aliases)]
        raise UsageError(
            f"There is no text encoding “{name}”{did_you_mean(name, known)}."
        ) from None
    return info.name


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    if not match:
        return None
    try:
        codec = codecs.lookup((match.group(1) or match.group(2)).decode("ascii")).name
    except (LookupError, ValueError):
        return None
    # As browsers do: who declares Latin-1 or ASCII writes Windows-1252.
    western = codec in ("iso8859-1", "ascii", "cp1252")
    if western:
        return "cp1252" if _exact(data, "cp1252") else "iso8859-1"
    return "utf-8" if codec.startswith(("utf-16", "utf-32", "utf-7")) else codec


def _with_nulls(data: bytes, path: str) -> Decoded:
    for codec in ("utf-16-le", "utf-16-be"):
        sample = data[:_HEAD].decode(codec, "ignore")
        usual = sum(char < "\u2100" and (char.isprintable() or char.isspace()) for char in sample)
        if len(data) % 2 == 0 and usual >= 0.9 * len(sample):
            return Decoded(_strict(data, codec, path, 0), codec)
    at = data.index(0)
    raise InputError(
        f"This is not text: byte {at} is NUL. If it is an article, save it as UTF-8 text.",
        place=path,
    )


def _refuse_controls(data: bytes, path: str) -> None:
    sample = data[: 16 * _HEAD]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 3 and controls * 20 > len(sample):
        raise InputError("This is a binary file, not text.", place=path)
