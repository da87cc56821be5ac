"""What ``mtqa glossary check`` runs: all data together, the problems of the asked files shown."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mtqa.errors import GlossaryError
from mtqa.glossary.audit import Problem, audit
from mtqa.glossary.load import load_glossaries, read_records, shipped_files

__all__ = ["problems_of"]


def problems_of(files: Sequence[Path]) -> tuple[list[Problem], int]:
    """Return the problems of ``files`` (all shipped data when empty) and how many entries they hold.

    A shipped file is judged together with all the others, so that contradictions show.
    """
    shipped = {path.resolve() for path in shipped_files()}
    asked = {path.resolve() for path in files}
    broken, readable = _readable(
        [*shipped_files(), *(p for p in files if p.resolve() not in shipped)]
    )
    glossary = load_glossaries(readable, shipped=False, own=False)
    wanted = asked or None
    problems = [p for p in (*broken, *audit(glossary)) if _wanted(p, wanted)]
    count = sum(wanted is None or Path(e.path).resolve() in wanted for e in glossary.entries)
    return problems, count


def _wanted(problem: Problem, wanted: set[Path] | None) -> bool:
    return wanted is None or Path(problem.place.rpartition(":")[0]).resolve() in wanted


def _readable(paths: Sequence[Path]) -> tuple[list[Problem], list[Path]]:
    """Split into files that cannot be read, each with its reason, and the rest."""
    broken, readable = [], []
    for path in paths:
        try:
            read_records(path, path.read_bytes())
        except GlossaryError as error:
            place = error.place or str(path)
            broken.append(
                Problem(
                    place if place.rpartition(":")[2].isdigit() else f"{place}:1", error.message
                )
            )
        except OSError as error:
            broken.append(Problem(f"{path}:1", f"The file cannot be read: {error.strerror}."))
        else:
            readable.append(path)
    return broken, readable
