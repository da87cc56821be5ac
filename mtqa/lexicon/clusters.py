"""Pivot clusters: English words that share a word of another language, and so are confused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from mtqa import __version__
from mtqa.compiled import cached, content_key
from mtqa.errors import GlossaryError

__all__ = ["LANGUAGES", "POS", "Cluster", "Clusters", "Sibling", "load_clusters", "read_clusters"]

POS = ("noun", "verb", "adj", "adv", "prep", "conj", "phrase")
LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
MAX_BYTES, MAX_LINE = 5_000_000, 1_000
_VERSION = f"clusters-2-{__version__}"


class Cluster(NamedTuple):
    """A pivot word with the English words it covers, most usual first."""

    language: str
    word: str
    pos: str
    english: tuple[str, ...]
    line: int = 0

    @property
    def cause(self) -> str:
        """As glossaries write it: ``fr marque: mark, brand, make``."""
        return f"{self.language} {self.word}: {', '.join(self.english)}"


class Sibling(NamedTuple):
    """An English word that shares pivot words with another; ``weight`` grows with their number."""

    word: str
    pos: str
    cause: str
    weight: float


def read_clusters(path: Path) -> list[Cluster]:
    """Read one table; a malformed line is a :class:`GlossaryError` with its number."""
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        raise GlossaryError(
            f"The table is larger than {MAX_BYTES:,} bytes; split it.", place=str(path)
        )
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GlossaryError(
            "The table is not UTF-8; save it so.", place=f"{path}:{line}"
        ) from error
    if not lines or lines[0] != "word\tpos\tenglish":
        raise GlossaryError("The first line must be word⇥pos⇥english.", place=f"{path}:1")
    return [
        _cluster(path, line, number)
        for number, line in enumerate(lines[1:], start=2)
        if line.strip() and not line.startswith("#")
    ]


def _cluster(path: Path, line: str, number: int) -> Cluster:
    columns = line.split("\t")
    if len(columns) != 3 or len(line) > MAX_LINE:
        raise GlossaryError(
            f"The line has {len(columns)} columns; write word⇥pos⇥english.",
            place=f"{path}:{number}",
        )
    english = tuple(word for item in columns[2].split(",") if (word := item.strip()))
    return Cluster(path.stem, columns[0].strip(), columns[1].strip(), english, number)


class Clusters:
    """All clusters, asked by English word; rows stay plain until asked for."""

    def __init__(
        self, rows: Sequence[Sequence[Any]], index: Mapping[str, Sequence[int]] | None = None
    ) -> None:
        self._rows = rows
        self._index = _by_word(rows) if index is None else index

    @property
    def rows(self) -> tuple[Cluster, ...]:
        """Every cluster."""
        return tuple(map(_row, self._rows))

    def siblings(self, word: str, pos: str | None = None) -> tuple[Sibling, ...]:
        """Return the words confused with an English lemma, the likeliest first, each with its cause."""
        found: dict[tuple[str, str], Sibling] = {}
        for row in self.covering(word):
            if pos is not None and row.pos != pos:
                continue
            for rank, other in enumerate(row.english):
                if other.lower() == word.lower():
                    continue
                key, gain = (other, row.pos), 1.0 / (1 + rank)
                old = found.get(key)
                cause, weight = (old.cause, old.weight + gain) if old else (row.cause, gain)
                found[key] = Sibling(other, row.pos, cause, weight)
        return tuple(sorted(found.values(), key=lambda item: (-item.weight, item.word)))

    def covering(self, word: str) -> list[Cluster]:
        """Return the clusters that hold an English word."""
        return [_row(self._rows[number]) for number in self._index.get(word.lower(), ())]

    def causes(self, one: str, other: str) -> tuple[str, ...]:
        """Return the pivot words that cover both English words."""
        shared = set(self._index.get(one.lower(), ())) & set(self._index.get(other.lower(), ()))
        return tuple(_row(self._rows[number]).cause for number in sorted(shared))


def _row(row: Sequence[Any]) -> Cluster:
    return Cluster(row[0], row[1], row[2], tuple(row[3]), row[4])


def _by_word(rows: Sequence[Sequence[Any]]) -> dict[str, list[int]]:
    index: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for word in row[3]:
            index.setdefault(word.lower(), []).append(number)
    return index


def cluster_files() -> list[Path]:
    """Return the shipped tables."""
    folder = Path(__file__).parent / "pivots"
    return sorted(path for path in folder.glob("*.tsv") if path.stem in LANGUAGES)


def load_clusters(paths: Iterable[Path] | None = None) -> Clusters:
    """Load the shipped tables, or those of ``paths``."""
    chosen = list(cluster_files() if paths is None else paths)
    key = content_key(_VERSION, [b"%s %s" % (p.name.encode(), p.read_bytes()) for p in chosen])

    def build() -> Any:
        rows = [row for path in chosen for row in read_clusters(path)]
        return {"rows": rows, "index": _by_word(rows)}

    data = cached("clusters", key, build)
    return Clusters(data["rows"], data["index"])
