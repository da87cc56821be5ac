"""Calque lists: one line a wrong rendering, because knowledge in bulk wants a short form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mtqa.errors import GlossaryError

__all__ = ["HEADER", "is_calque_list", "parse_calques"]

HEADER = ("wrong", "right", "pos", "via", "needs", "unless")
_POS = ("noun", "verb", "adjective", "adverb", "phrase")
_MAX_BYTES = 20_000_000


def is_calque_list(content: bytes) -> bool:
    """Tell a calque list by its header line."""
    return content.removeprefix(b"\xef\xbb\xbf").startswith(b"wrong\tright\t")


def parse_calques(path: Path, content: bytes) -> list[dict[str, Any]]:
    """Return the lines as term records; ``right``, ``needs`` and ``unless`` are parted by ``|``."""
    if len(content) > _MAX_BYTES:
        raise GlossaryError("The list is over 20 MB; split it.", place=str(path))
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GlossaryError("Not UTF-8; save it as UTF-8.", place=f"{path}:{line}") from None
    return [
        _record(path, number, line)
        for number, line in enumerate(lines[1:], start=2)
        if line.strip() and not line.startswith("#")
    ]


def _record(path: Path, number: int, line: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split("\t")]
    place = f"{path}:{number}"
    if not 4 <= len(cells) <= len(HEADER) or not cells[0] or not cells[1]:
        wanted = ", ".join(HEADER)
        raise GlossaryError(f"The line wants the columns {wanted}, parted by tabs.", place=place)
    wrong, right, pos, via, needs, unless = cells + [""] * (len(HEADER) - len(cells))
    if pos not in _POS:
        raise GlossaryError(f"“{pos}” is no part of speech; use {', '.join(_POS)}.", place=place)
    uses = _items(right)
    return {
        "type": "term",
        "use": uses[0],
        "also": uses[1:],
        "not": [wrong],
        "pos": pos,
        "via": via,
        "needs": _items(needs),
        "unless": _items(unless),
        "domain": f"{path.stem}/{wrong}",
        "path": str(path),
        "line": number,
    }


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split("|") if item.strip()]
