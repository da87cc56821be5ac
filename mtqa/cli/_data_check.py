"""What ``mtqa glossary check`` runs: all data together, the problems of the asked files shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from mtqa.errors import GlossaryError
from mtqa.glossary.audit import Problem, audit, via_problem
from mtqa.glossary.load import glossary_of, load_glossaries, read_records, shipped_files
from mtqa.glossary.senses import sense_files
from mtqa.lexicon.audit import audit_clusters, audit_patterns
from mtqa.lexicon.clusters import cluster_files, read_clusters
from mtqa.lexicon.finder import Patterns, compile_patterns
from mtqa.lexicon.patterns import parse_patterns, pattern_files, pattern_of

__all__ = ["problems_of"]


def problems_of(files: Sequence[Path]) -> tuple[list[Problem], int]:
    """Return the problems of ``files`` (all shipped data when empty) and how many entries they hold.

    A shipped file is judged together with all the others, so that contradictions show.
    """
    asked = {path.resolve() for path in files}
    problems: list[Problem] = []
    count = 0
    for part in (_glossaries, _senses, _patterns, _clusters):
        if asked and not any(part is _part_of(path) for path in asked):
            continue
        for place, found in part([path for path in files if part is _part_of(path.resolve())]):
            if asked and Path(place.rpartition(":")[0] or place).resolve() not in asked:
                continue
            if found is None:
                count += 1
            else:
                problems.append(Problem(place, found))
    return problems, count


Part = Callable[[Sequence[Path]], Iterator[tuple[str, str | None]]]


def _part_of(path: Path) -> Part:
    """Tell what a file holds by its name, and a TOML file by its first table."""
    if path.suffix == ".tsv" and path.parent.name == "pivots":
        return _clusters
    if path.suffix == ".tsv" and path.parent.name == "senses":
        return _senses
    if path.suffix == ".toml":
        try:
            head = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return _glossaries
        return _patterns if "[[pattern]]" in head else _glossaries
    return _glossaries


def _with(shipped: Sequence[Path], files: Sequence[Path]) -> list[Path]:
    known = {path.resolve() for path in shipped}
    return [*shipped, *(path for path in files if path.resolve() not in known)]


def _glossaries(files: Sequence[Path]) -> Iterator[tuple[str, str | None]]:
    readable = []
    for path in _with(shipped_files(), files):
        fault = _fault(path, lambda p: read_records(p, p.read_bytes()))
        if fault is None:
            readable.append(path)
        else:
            yield fault
    glossary = load_glossaries(readable, shipped=False, own=False)
    yield from ((entry.place, None) for entry in glossary.entries)
    yield from audit(glossary)


def _senses(files: Sequence[Path]) -> Iterator[tuple[str, str | None]]:
    """Each list is a world of its own: it speaks only in articles about its field."""
    for path in _with(sense_files(), files):
        fault = _fault(path, lambda p: read_records(p, p.read_bytes()))
        if fault is not None:
            yield fault
            continue
        book = glossary_of(read_records(path, path.read_bytes()))
        yield from ((entry.place, None) for entry in book.entries)
        yield from audit(book)


def _patterns(files: Sequence[Path]) -> Iterator[tuple[str, str | None]]:
    records = []
    for path in _with(pattern_files(), files):
        fault = _fault(path, lambda p: parse_patterns(p, p.read_bytes()))
        if fault is not None:
            yield fault
            continue
        for record in parse_patterns(path, path.read_bytes()):
            try:
                compile_patterns([record])
                _ = pattern_of(record).guards
            except GlossaryError as error:
                yield error.place or str(path), error.message
            else:
                records.append(record)
    patterns = Patterns([pattern_of(r) for r in records], compile_patterns(records)["anchors"])
    for pattern in patterns.patterns:
        yield pattern.place, None
        for cause in pattern.via.split(";"):
            yield from ((pattern.place, f"{pattern.id}: {m}") for m in via_problem(cause.strip()))
    yield from audit_patterns(patterns)


def _clusters(files: Sequence[Path]) -> Iterator[tuple[str, str | None]]:
    for path in _with(cluster_files(), files):
        yield from audit_clusters(path)
        if _fault(path, read_clusters) is None:
            yield from ((f"{path}:{row.line}", None) for row in read_clusters(path))


def _fault(path: Path, read: Callable[[Path], object]) -> tuple[str, str] | None:
    """Return why a file cannot be read, or ``None``."""
    try:
        read(path)
    except GlossaryError as error:
        place = error.place or str(path)
        return place if place.rpartition(":")[2].isdigit() else f"{place}:1", error.message
    except OSError as error:
        return f"{path}:1", f"The file cannot be read: {(error.strerror or 'unknown').lower()}."
    return None
