"""Many small JSON texts in one file, read one at a time: a glossary of which an article asks for little."""

from __future__ import annotations

import json
import mmap
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, overload

__all__ = ["SUFFIX", "dumps", "load"]

SUFFIX = ".records"
_MAGIC = b"mtqa-records-1\n"


def dumps(data: Mapping[str, Any]) -> bytes:
    """Return the file: a header, then the texts, then where each of them ends.

    Lists and mappings of texts are read one item at a time; all else stands in the header.
    """
    small = {name: value for name, value in data.items() if not _is_large(value)}
    large: dict[str, Any] = {}
    texts = bytearray()
    ends = array("I")
    for name, value in data.items():
        if not _is_large(value):
            continue
        is_map = isinstance(value, Mapping)
        large[name] = {"first": len(ends), "count": len(value), "keyed": is_map}
        for text in [*(["\n".join(value)] if is_map else []), *_texts(value)]:
            texts += text.encode("utf-8")
            ends.append(len(texts))
    facts = {"small": small, "large": large, "texts": len(texts), "ends": len(ends)}
    header = json.dumps(facts, ensure_ascii=False).encode("utf-8") + b"\n"
    start = len(_MAGIC) + len(header)
    padding = b" " * (-(start + len(texts)) % ends.itemsize)
    return _MAGIC + header + texts + padding + ends.tobytes()


def _is_large(value: object) -> bool:
    texts = _texts(value) if isinstance(value, (list, Mapping)) else []
    return bool(texts) and all(isinstance(text, str) and text[:1] in "[{" for text in texts)


def _texts(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, Mapping) else list(value)


def load(path: Path) -> dict[str, Any]:
    """Open a file; a broken one is a :class:`ValueError`."""
    with path.open("rb") as stream:
        view = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    if bytes(view[: len(_MAGIC)]) != _MAGIC:
        raise ValueError("not a file of records")
    stop = _line_end(view, len(_MAGIC))
    facts = json.loads(bytes(view[len(_MAGIC) : stop]))
    texts = view[stop + 1 : stop + 1 + facts["texts"]]
    begin = stop + 1 + facts["texts"] + (-(stop + 1 + facts["texts"]) % 4)
    if len(view) != begin + 4 * facts["ends"]:
        raise ValueError("the file of records is cut off")
    ends = view[begin:].cast("I")
    found: dict[str, Any] = dict(facts["small"])
    for name, place in facts["large"].items():
        first, count = place["first"], place["count"]
        if place["keyed"]:
            keys = Records(texts, ends, first, 1)[0].split("\n") if count else []
            found[name] = KeyedRecords(keys, Records(texts, ends, first + 1, count))
        else:
            found[name] = Records(texts, ends, first, count)
    return found


def _line_end(view: memoryview, start: int) -> int:
    step = 1 << 16
    while start < len(view):
        place = bytes(view[start : start + step]).find(b"\n")
        if place >= 0:
            return start + place
        start += step
    raise ValueError("the file of records has no header")


class Records(Sequence[str]):
    """A sequence of texts in the file."""

    def __init__(self, texts: memoryview, ends: memoryview, first: int, count: int) -> None:
        self._texts, self._ends, self._first, self._count = texts, ends, first, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        """Read one text, or some."""
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._count))]
        if not -self._count <= index < self._count:
            raise IndexError(index)
        place = self._first + index % self._count
        start = self._ends[place - 1] if place else 0
        return str(self._texts[start : self._ends[place]], "utf-8")


class KeyedRecords(Mapping[str, str]):
    """A mapping to texts in the file."""

    def __init__(self, keys: Sequence[str], values: Records) -> None:
        self._places = {key: place for place, key in enumerate(keys)}
        self._values = values

    def __getitem__(self, key: str) -> str:
        return self._values[self._places[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
