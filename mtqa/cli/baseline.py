"""``mtqa baseline``: record what is known, so that only new findings fail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from mtqa.cli.options import expand, judging_options, settings

__all__ = ["baseline"]

DEFAULT = ".mtqa-baseline.json"


@click.group()
def baseline() -> None:
    """Record known findings, so that only new ones fail."""


def _checked(paths: tuple[str, ...], options: dict[str, Any]) -> Any:
    from mtqa.cli.running import check_paths

    config = settings(options)
    report = check_paths(expand(paths, config.exclude), config.override(new_only=False))
    for incident in report.incidents:
        click.echo(f"not judged: {incident.path or ''}: {incident.message}", err=True)
    return report


def _save(text: str, file: str) -> None:
    from mtqa.formats import write_file

    write_file(file, text.encode())


_FILE = click.option(
    "--file", default=DEFAULT, show_default=True, metavar="FILE", help="The baseline."
)
_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


@baseline.command()
@_PATHS
@_FILE
@judging_options
def write(paths: tuple[str, ...], file: str, **options: Any) -> None:
    """Record every finding of these articles."""
    from mtqa import baseline as known

    report = _checked(paths, options)
    found = known.of_report(report)
    _save(known.to_json(found), file)
    click.echo(f"{sum(found.counts.values())} findings recorded in {file}.")
    sys.exit(3 if any(item.fatal for item in report.incidents) else 0)


@baseline.command()
@_PATHS
@_FILE
@judging_options
def check(paths: tuple[str, ...], file: str, **options: Any) -> None:
    """Say which findings are new and which recorded ones are gone; exit 1 when any is either."""
    from mtqa import baseline as known
    from mtqa.gate import KNOWN

    recorded = known.load(Path(file))
    report = _checked(paths, options)
    articles, stale = known.mark(report.articles, recorded)
    new = [(a, f) for a in articles for f in a.findings if KNOWN not in f.evidence]
    for article, finding in new:
        click.echo(
            f"new: {article.document.path}:{finding.line}:{finding.column}: {finding.check} {finding.message}"
        )
    for (name, path, text, _), count in sorted(stale.items()):
        click.echo(f"gone: {path}: {name} “{text}” ({count}); `mtqa baseline prune` forgets it.")
    click.echo(f"{len(new)} new, {sum(stale.values())} gone.")
    sys.exit(1 if new or stale else 3 if any(item.fatal for item in report.incidents) else 0)


@baseline.command()
@_PATHS
@_FILE
@judging_options
def prune(paths: tuple[str, ...], file: str, **options: Any) -> None:
    """Forget recorded findings that are gone; new ones are not added."""
    from mtqa import baseline as known

    recorded = known.load(Path(file))
    report = _checked(paths, options)
    _, stale = known.mark(report.articles, recorded)
    _save(known.to_json(known.Baseline(recorded.counts - stale)), file)
    click.echo(f"{sum(stale.values())} findings forgotten.")
    sys.exit(3 if any(item.fatal for item in report.incidents) else 0)
