"""``mtqa evaluate words|corrections|terms``: figures on tables with known answers."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import click

from mtqa.config import Config
from mtqa.errors import InputError, UsageError

__all__ = ["read_table", "run"]


def run(kind: str, paths: tuple[str, ...], config: Config, own: dict[str, Any]) -> None:
    """Measure every file and print the figures."""
    rows: list[dict[str, Any]] = []
    for path in paths:
        if kind == "words":
            from mtqa.cli._words import measure_words

            figures = measure_words(path, config, own["threshold_from"])
        elif kind == "corrections":
            from mtqa.cli._corrections import measure_corrections

            figures = measure_corrections(path, config)
        else:
            from mtqa.cli._terms import measure_terms

            figures = measure_terms(path, config)
        rows.append({"file": path, **figures})
    if own["format_"] == "json":
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        for name, value in row.items():
            click.echo(f"{name.replace('_', ' '):44} {_shown(value)}")
        click.echo("")


def _shown(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return " – ".join(f"{item:.3f}" for item in value)
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def read_table(path: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Read a TSV (or ``.gz``) with at least these columns."""
    opener: Any = gzip.open if path.endswith(".gz") else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    except FileNotFoundError:
        raise UsageError("no such file.", place=path) from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"the table cannot be read ({error}).", place=path) from None
    known = set(rows[0]) if rows else set()
    lost = [name for name in columns if name not in known]
    if lost:
        raise InputError(f"the table has no column “{lost[0]}” or no rows.", place=path)
    for number, row in enumerate(rows, start=2):
        if any(row[name] is None for name in columns):
            raise InputError("the line has too few columns.", place=f"{Path(path)}:{number}")
    return rows
