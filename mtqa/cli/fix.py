"""``mtqa fix``: write the corrected draft, whole or not at all."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import Any

import click

from mtqa.cli.options import expand, judging_options, settings

__all__ = ["fix"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--unsafe-fixes", is_flag=True, help="Apply every first suggestion, not only safe ones."
)
@click.option("--diff", is_flag=True, help="Show what would change; exit 1 when something would.")
@click.option("--in-place", is_flag=True, help="Write the corrected draft over the article.")
@click.option("--output-dir", metavar="FOLDER", help="Write corrected drafts into this folder.")
@click.option(
    "--input-format",
    default=None,
    metavar="FORMAT",
    help="Format of standard input and of files, instead of their suffix: text, markdown, html.",
)
@judging_options
def fix(paths: tuple[str, ...], **options: Any) -> None:
    """Write the corrected draft to standard output, in place or into a folder."""
    from mtqa.cli.running import check_paths
    from mtqa.errors import UsageError

    own = {
        key: options.pop(key)
        for key in ("unsafe_fixes", "diff", "in_place", "output_dir", "input_format")
    }
    if own["in_place"] and own["output_dir"]:
        raise UsageError("--in-place and --output-dir exclude each other.")
    config = settings(options)
    files = expand(paths, config)
    to_stdout = not (own["in_place"] or own["output_dir"] or own["diff"])
    if to_stdout and len(files) > 1:
        raise UsageError("several articles want --in-place, --output-dir or --diff.")
    if own["in_place"] and "-" in files:
        raise UsageError("standard input cannot be changed in place.")
    report = check_paths(files, config, input_format=own["input_format"])
    changed = 0
    for article in report.articles:
        text = article.corrected_all if own["unsafe_fixes"] else article.corrected
        changed += text != article.document.text
        _write(article.document, text, own)
    for incident in report.incidents:
        click.echo(f"mtqa: {incident.path or ''}: {incident.message}", err=True)
    failed = any(incident.fatal for incident in report.incidents)
    sys.stdout.flush()
    sys.exit(3 if failed else int(bool(changed and own["diff"])))


def _write(document: Any, text: str, own: dict[str, Any]) -> None:
    from mtqa.formats import to_bytes, write_file

    if own["diff"]:
        old, new = document.text.splitlines(keepends=True), text.splitlines(keepends=True)
        for line in difflib.unified_diff(old, new, document.path, document.path):
            click.echo(line, nl=not line.endswith("\n"))
        return
    data = to_bytes(document, text)
    if own["in_place"]:
        if text != document.text:
            write_file(document.path, data)
    elif own["output_dir"]:
        write_file(str(_target(document.path, own["output_dir"])), data)
    else:
        sys.stdout.buffer.write(data)


def _target(path: str, folder: str) -> Path:
    """Keep the article's relative path below the folder; nothing may climb out of it."""
    relative = Path(path)
    parts = [part for part in relative.parts if part not in ("..", ".", relative.anchor)]
    target = Path(folder).joinpath(*(parts if not relative.is_absolute() else parts[-1:]))
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
