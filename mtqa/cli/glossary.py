"""``mtqa glossary``: look after the data that says what is correct."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import NoReturn

import click

from mtqa.errors import MtqaError, OutputError

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
        _leave(error)
    for problem in problems:
        click.echo(str(problem).replace(f"{Path.cwd()}/", ""))
    noun = "problem" if len(problems) == 1 else "problems"
    click.echo(f"{entries:,} entries, {len(problems):,} {noun}.", err=True)
    sys.exit(1 if problems else 0)


@glossary.command()
@click.argument("source", type=_PATHS)
@click.argument("target", type=_PATHS, required=False)
@click.option(
    "--to", "form", help="toml, csv, tsv, tbx (version 3) or tbx2; else by TARGET's suffix."
)
def convert(source: Path, target: Path | None, form: str | None) -> None:
    """Convert a glossary between TOML, CSV, TSV and TBX.

    Without TARGET the result goes to standard output.
    """
    from mtqa.cli._stats import write_text
    from mtqa.glossary.load import load_glossaries
    from mtqa.glossary.write import write_glossary

    try:
        entries = load_glossaries([source], shipped=False, own=False).entries
        chosen = form or (target.suffix[1:] if target else "toml")
        text = write_glossary(entries, chosen, name=(target or source).stem)
        if target is None:
            click.echo(text, nl=False)
            return
        write_text(target, text)
    except MtqaError as error:
        _leave(error)
    click.echo(f"{len(entries):,} entries written to {target}.", err=True)


@glossary.command("list")
@click.argument("files", nargs=-1, type=_PATHS)
@click.option(
    "--entries", is_flag=True, help="Every entry, one a line, instead of a count by file."
)
@click.option("--grep", default="", help="Only entries that hold this text.")
def list_(files: tuple[Path, ...], entries: bool, grep: str) -> None:
    """List what is known: entries by file, patterns and clusters; or every entry."""
    from mtqa.glossary.load import load_glossaries

    try:
        loaded = load_glossaries(files, shipped=not files, own=False)
    except MtqaError as error:
        _leave(error)
    if entries or grep:
        for entry in loaded.entries:
            forms = f"{entry.use}\t{', '.join(entry.also)}\t{', '.join(entry.wrong)}"
            if grep.lower() in forms.lower():
                click.echo(f"{entry.domain}\t{forms}")
        return
    rows: Counter[tuple[str, str]] = Counter()
    for entry in loaded.entries:
        rows[entry.domain, type(entry).__name__.lower()] += 1
    for (domain, kind), count in sorted(rows.items()):
        click.echo(f"{domain}\t{count}\t{kind}s")
    if not files:
        _list_lexicon()


def _list_lexicon() -> None:
    from mtqa.lexicon import load_clusters, load_patterns

    rows: Counter[tuple[str, str]] = Counter()
    for pattern in load_patterns().patterns:
        rows[Path(pattern.path).stem, "patterns"] += 1
    for cluster in load_clusters().rows:
        rows[cluster.language, "clusters"] += 1
    for (name, kind), count in sorted(rows.items(), key=lambda row: (row[0][1], row[0][0])):
        click.echo(f"{name}\t{count}\t{kind}")


@glossary.command()
@click.option("--clean", multiple=True, type=_PATHS, help="Clean human English: txt, gz, or tsv.")
@click.option(
    "--errors", multiple=True, type=_PATHS, help="Wrong English: NAME.txt with its key, or tsv."
)
@click.option(
    "--write", "target", type=_PATHS, help="Write the figures, e.g. mtqa/data/measured.json."
)
@click.option(
    "--quiet-variants", type=_PATHS, help="Add variants heard on clean text to this list."
)
@click.option(
    "--most", default=40, show_default=True, help="How many of the loudest entries to show."
)
def stats(
    clean: tuple[Path, ...],
    errors: tuple[Path, ...],
    target: Path | None,
    quiet_variants: Path | None,
    most: int,
) -> None:
    """Measure how often each check and entry fires on clean and on wrong English.

    An entry heard on clean text leaves the gate tier. The shipped figures are made by
    scripts/measure.
    """
    from mtqa.cli._stats import loudest, measure, write_json, write_quiet
    from mtqa.config import Config

    try:
        result = measure(clean, errors, Config(depth="fast"), _progress)
        if target:
            write_json(target, result.data())
        if quiet_variants:
            write_quiet(quiet_variants, result.checks["terminology/unseen-variant"].texts)
    except MtqaError as error:
        _leave(error)
    click.echo(f"words\tclean {result.clean_words}\terrors {result.error_words}")
    for name, count in sorted(result.checks.items()):
        row = count.row(result.clean_words)
        click.echo(
            f"{name}\tprecision {row['precision']}\tfired {row['fired']}\talarms {row['alarms']}"
        )
    for name, count in loudest(result.entries, most):
        click.echo(
            f"{name}\tclean {count.clean}\tright {count.right}\t{' | '.join(count.texts[:4])}"
        )


@glossary.command("compile")
def compile_() -> None:
    """Compile all shipped data into the package, so that the first start is as fast as the next."""
    from mtqa.compiled import compile_into, packaged_folder
    from mtqa.glossary.load import load_glossaries
    from mtqa.lexicon import load_clusters, load_patterns

    try:
        with compile_into(packaged_folder()) as written:
            load_glossaries()
            load_patterns()
            load_clusters()
    except MtqaError as error:
        _leave(error)
    except OSError as error:
        _leave(OutputError(f"The data cannot be written: {error}.", place=str(packaged_folder())))
    for path in written:
        click.echo(f"{path.name}\t{path.stat().st_size:,} bytes")


def _progress(words: int) -> None:
    if sys.stderr.isatty() and words % 1000 < 30:
        click.echo(f"\r{words:,} words", nl=False, err=True)


def _leave(error: MtqaError) -> NoReturn:
    click.echo(f"error: {error}", err=True)
    sys.exit(error.exit_code)


if __name__ == "__main__":
    glossary()
