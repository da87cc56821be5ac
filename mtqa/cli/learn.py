"""``mtqa learn``: editors' decisions become proposed glossary entries, never in silence."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mtqa.decisions.learn import Learned

__all__ = ["learn"]


@click.command()
@click.argument("decisions", nargs=-1, required=True, metavar="DECISIONS…")
@click.option(
    "--into",
    metavar="FILE",
    help="Write the proposals into this TOML glossary, after showing the difference.",
)
@click.option("--glossary", multiple=True, metavar="FILE", help="Another glossary in force.")
def learn(decisions: tuple[str, ...], into: str | None, glossary: tuple[str, ...]) -> None:
    """Propose glossary entries from decisions files: corrections, names, exceptions.

    Without --into the proposals are printed as TOML and nothing is written.
    """
    from mtqa.decisions.house import house_text, proposals
    from mtqa.decisions.learn import learn as learn_from
    from mtqa.decisions.record import read_record
    from mtqa.formats import write_file
    from mtqa.glossary import load_glossaries

    if into is not None:
        _check_target(into)
    records = [read_record(path) for path in decisions]
    own = [*glossary, *([into] if into is not None and Path(into).exists() else [])]
    learned = learn_from(records, load_glossaries(dict.fromkeys(own)))
    if into is None:
        click.echo(proposals(learned), nl=False)
        _tell(learned)
        return
    old, new = house_text(Path(into), learned)
    click.echo(_difference(old, new, into), nl=False)
    _tell(learned)
    if new == old or not (learned.terms or learned.names or learned.refused):
        click.echo("Nothing new; nothing was written.", err=True)
        return
    write_file(into, new.encode("utf-8"))
    click.echo(f"Written to {into}.", err=True)


def _check_target(into: str) -> None:
    from mtqa.errors import UsageError

    if Path(into).suffix.lower() != ".toml":
        raise UsageError("--into wants a .toml glossary.", place=into)
    if not Path(into).parent.is_dir():
        raise UsageError("the folder of this glossary does not exist; make it first.", place=into)


def _difference(old: str, new: str, path: str) -> str:
    lines = difflib.unified_diff(
        old.splitlines(keepends=True), new.splitlines(keepends=True), path, path
    )
    return "".join(lines)


def _tell(learned: Learned) -> None:
    """Say on stderr what was proposed, what was known, and what needs a human."""
    from mtqa.render.text import visible

    terms, names, refused = len(learned.terms), len(learned.names), len(learned.refused)
    click.echo(
        f"Proposed: terms {terms}, names {names}, exceptions {refused}; "
        f"{learned.confirmed} corrections were known already.",
        err=True,
    )
    for line in learned.conflicts:
        click.echo(f"conflict: {visible(line)} Left out.", err=True)
    for line in learned.skipped:
        click.echo(f"not learned: {visible(line)}", err=True)
    for entry, counts in sorted(learned.tally.items()):
        taken = counts["accept"]
        if taken < counts.total():
            click.echo(
                f"{visible(entry)}: its correction was taken {taken} of {counts.total()} times.",
                err=True,
            )
