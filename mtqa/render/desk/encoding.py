"""How the desk writes a corrected file in the article's own encoding, without a codec at hand."""

from __future__ import annotations

import codecs
from typing import Any

from mtqa.core import Article, Document
from mtqa.errors import OutputError
from mtqa.formats import to_bytes

__all__ = ["encoding_data"]

# What editors type or suggestions bring that a single-byte encoding may lack.
_TYPED = "‘’‚“”„«»‹›–—‐‑−…•€£\u00a0\u202f×ßæÆœŒøØłŁđĐ"
_UTF = {"utf-8": "utf-8", "utf-16-le": "utf-16le", "utf-16-be": "utf-16be", "ascii": "utf-8"}


def encoding_data(article: Article) -> dict[str, Any]:
    """Return ``encoding``, ``bom`` and, for single bytes, the character of each byte.

    ``writes`` is utf-8, utf-16le, utf-16be, bytes or, where only Python can, an empty string.
    """
    document = article.document
    name = codecs.lookup(document.encoding).name
    data: dict[str, Any] = {
        "encoding": name,
        "bom": list(document.bom),
        "writes": _UTF.get(name, ""),
    }
    if data["writes"]:
        return data
    table = _byte_table(name)
    if table:
        data |= {"writes": "bytes", "bytes": table, "nearest": _nearest(document, article, table)}
    return data


def _byte_table(name: str) -> str:
    """Return the 256 characters of a single-byte encoding, or nothing for another."""
    try:
        chars = [bytes([byte]).decode(name, "replace") for byte in range(256)]
    except (UnicodeError, LookupError):
        return ""
    single = all(len(char) == 1 for char in chars) and "�" not in chars[:128]
    return "".join(chars) if single and chars.count("�") < 40 else ""


def _nearest(document: Document, article: Article, table: str) -> dict[str, str]:
    """Say how each character the encoding lacks is written by ``mtqa apply`` as well."""
    wanted = set(_TYPED).union(*(item.text for f in article.findings for item in f.suggestions))
    nearest: dict[str, str] = {}
    for char in sorted(wanted - set(table)):
        try:
            data = to_bytes(document, char)[len(document.bom) :]
        except OutputError:
            continue
        nearest[char] = data.decode(document.encoding)
    return nearest
