"""Which two words often stand together: what the world writes every day is no engine's slip."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any
from zlib import crc32

__all__ = ["UNSEEN", "how_common"]

UNSEEN = -1.0


def how_common(words: Sequence[str]) -> tuple[float, float]:
    """Return the least and the greatest log frequency of neighbouring words in lower case.

    0 is the rarest of 243,342 pairs (counts of Google Books, data/en/COLLOCATIONS.txt);
    :data:`UNSEEN` stands for a pair that is not among them.
    """
    values = [_frequency(one, other) for one, other in itertools.pairwise(words)]
    return (min(values), max(values)) if values else (UNSEEN, UNSEEN)


def _frequency(one: str, other: str) -> float:
    import numpy

    hashes, logs = _table()
    code = numpy.uint32(crc32(f"{one} {other}".encode()))
    place = int(numpy.searchsorted(hashes, code))
    if place < len(hashes) and hashes[place] == code:
        return float(logs[place]) / 16
    return UNSEEN


@cache
def _table() -> tuple[Any, Any]:
    import numpy

    with as_file(files("mtqa") / "data" / "en" / "collocations.npz") as path, numpy.load(path) as d:
        return d["hashes"], d["logs"]
