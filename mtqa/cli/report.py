"""``mtqa report``: a desk for every article of a folder, and an index over them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtqa.cli.options import expand, judging_options, settings

if TYPE_CHECKING:
    from mtqa.config import Config
    from mtqa.core import Report, Verdict

__all__ = ["report"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FOLDER…")
@click.option(
    "--output", "-o", default="reports", metavar="FOLDER", help="Where to write (default reports)."
)
@click.option(
    "--decisions",
    multiple=True,
    metavar="FILE",
    help="Decisions files to count in the index; those in the output folder and beside the articles are found.",
)
@judging_options
def report(paths: tuple[str, ...], output: str, decisions: tuple[str, ...], **options: Any) -> None:
    """Write one desk per article and an index as HTML, Markdown and CSV.

    Exit 3 when an article could not be judged; the gate's word stands in the index.
    """
    from mtqa.cli.running import check_paths
    from mtqa.formats import write_file
    from mtqa.render import render_folder

    config = settings(options)
    files = expand(paths, config)
    target = Path(output)
    _make(target)
    result = check_paths(files, config)
    places = {target, *(Path(file).parent for file in files if file != "-")}
    decided = _decided([*decisions, *_found(places)], strict=set(decisions))
    written = render_folder(result, "html", verdicts=_verdicts(result, config), decided=decided)
    for name, text in written.items():
        write_file(target / name, text.encode("utf-8", "replace"))
    _tell(result, target)
    sys.exit(3 if any(incident.fatal for incident in result.incidents) else 0)


def _make(folder: Path) -> None:
    from mtqa.errors import OutputError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or "it cannot be made"
        raise OutputError(f"The folder cannot be written: {reason}.", place=str(folder)) from None


def _verdicts(result: Report, config: Config) -> dict[str, Verdict]:
    """Judge every article by itself."""
    from dataclasses import replace

    from mtqa.gate import judge

    verdicts = {}
    for article in result.articles:
        path = article.document.path
        own = tuple(item for item in result.incidents if item.path == path)
        verdicts[path] = judge(replace(result, articles=(article,), incidents=own), config)
    return verdicts


def _found(folders: Iterable[Path]) -> list[str]:
    return sorted(str(path) for folder in folders for path in folder.glob("*.decisions.json"))


def _decided(paths: Iterable[str], *, strict: set[str]) -> dict[str, int]:
    """Count the decisions by the hash of their article; a stray file that is none is passed over."""
    from mtqa.decisions.record import read_record
    from mtqa.errors import InputError

    decided: dict[str, int] = {}
    for path in dict.fromkeys(paths):
        try:
            record = read_record(path)
        except InputError:
            if path in strict:
                raise
            continue
        made = sum(decision.kind != "none" for decision in record.decisions)
        decided[record.sha256] = max(made, decided.get(record.sha256, 0))
    return decided


def _tell(result: Report, target: Path) -> None:
    for incident in result.incidents:
        click.echo(f"not judged: {incident.path or ''}: {incident.message}", err=True)
    count = len(result.articles)
    click.echo(
        f"{count} article{'' if count == 1 else 's'}, {len(result.findings)} findings: "
        f"{target / 'index.html'}"
    )
