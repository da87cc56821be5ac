"""``mtqa apply``: write what the editor decided on the desk into the article."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mtqa.core import Document
    from mtqa.decisions.apply import Applied
    from mtqa.decisions.record import Record

__all__ = ["apply"]


@click.command()
@click.argument("decisions", metavar="DECISIONS")
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option(
    "--output", "-o", metavar="FILE", help="Write here instead of over the article; - is stdout."
)
@click.option("--partial", is_flag=True, help="Write the changes that still fit a changed article.")
@click.option("--diff", is_flag=True, help="Show what would change and write nothing.")
def apply(
    decisions: str, article: str | None, output: str | None, partial: bool, diff: bool
) -> None:
    """Write accepted and rewritten corrections into the article, its markup untouched.

    DECISIONS is the file downloaded from the desk; ARTICLE is needed only where the article is
    no longer where it was. Exit 1 when --partial left changes out.
    """
    from mtqa.decisions.apply import apply_record
    from mtqa.decisions.record import read_record
    from mtqa.formats import read_file, to_bytes, write_file

    record = read_record(decisions)
    path = article or _find(record, decisions)
    document = read_file(path, format=record.format, encoding=record.encoding)
    applied = apply_record(record, document, partial=partial)
    if diff:
        _show(document, applied.text)
    elif output == "-":
        sys.stdout.buffer.write(to_bytes(document, applied.text))
    else:
        write_file(output or path, to_bytes(document, applied.text))
    _tell(record, applied, None if diff else output or path)
    sys.stdout.flush()
    sys.exit(1 if applied.unfit else 0)


def _find(record: Record, decisions: str) -> str:
    """Find the article: where the report says, else beside the decisions."""
    from mtqa.errors import UsageError

    if record.path in ("", "-"):
        raise UsageError("The article came from standard input; name the file to write: ARTICLE.")
    beside = Path(decisions).parent / Path(record.path.replace("\\", "/")).name
    for path in (Path(record.path), beside):
        if path.is_file():
            return str(path)
    raise UsageError("The article is not there; name it after the decisions.", place=record.path)


def _show(document: Document, text: str) -> None:
    old, new = document.text.splitlines(keepends=True), text.splitlines(keepends=True)
    for line in difflib.unified_diff(old, new, document.path, document.path):
        click.echo(line, nl=not line.endswith("\n"))


def _tell(record: Record, applied: Applied, target: str | None) -> None:
    """Say on stderr what was written, what was not, and what is still open."""
    from mtqa.render.text import visible

    made = Counter(decision.kind for decision in applied.made)
    kinds = Counter(decision.kind for decision in record.decisions)
    left = kinds["refuse"] + kinds["ignore"] + kinds["right"]
    open_ = record.findings - sum(kinds.values()) + kinds["none"]
    where = f"to {target}" if target else "nowhere (--diff)"
    click.echo(
        f"{made.total()} changes written {where} ({made['accept']} accepted, {made['rewrite']} "
        f"rewritten); {left} left as drafted, {max(0, open_)} still open.",
        err=True,
    )
    for decision, reason in applied.unfit:
        change = decision.change
        new = change.text if change else ""
        click.echo(visible(f"not written: “{decision.was}” → “{new}”: {reason}."), err=True)
