"""``mtqa glossary``: look after the data that says what is correct."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mtqa.errors import MtqaError

__all__ = ["glossary"]

_PATHS = click.Path(path_type=Path)


@click.group()
def glossary() -> None:
    """Check, convert, list and measure glossaries and calque patterns."""


@glossary.command()
@click.argument("files", nargs=-1, type=_PATHS)
def check(files: tuple[Path, ...]) -> None:
    """Check every entry against its own examples and against the others.

    FILES are glossaries, pattern files or pivot tables; without any, everything shipped is
    checked. Prints ``file:line: what is wrong and how to mend it``; exit code 1 when there is any.
    """
    from mtqa.cli._data_check import problems_of

    try:
        problems, entries = problems_of(files)
    except MtqaError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(error.exit_code)
    for problem in problems:
        click.echo(_near(str(problem)))
    noun = "problem" if len(problems) == 1 else "problems"
    click.echo(f"{entries:,} entries, {len(problems):,} {noun}.", err=True)
    sys.exit(1 if problems else 0)


def _near(line: str) -> str:
    """Shorten a path under the current folder."""
    return line.replace(f"{Path.cwd()}/", "", 1)


if __name__ == "__main__":
    glossary()
