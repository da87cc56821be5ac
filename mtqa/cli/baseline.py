"""``mtqa baseline``: record what is known, so that only new findings fail."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtqa.cli.options import expand, judging_options, settings

if TYPE_CHECKING:
    from mtqa.config import Config
    from mtqa.core import Report

__all__ = ["baseline"]

DEFAULT = ".mtqa-baseline.json"


@click.group()
def baseline() -> None:
    """Record known findings, so that only new ones fail."""


def _settings(file: str | None, options: dict[str, Any]) -> tuple[Path, Config]:
    """Return which baseline is meant, and settings that judge everything."""
    config = settings(options)
    place = file or config.baseline or DEFAULT
    return Path(place), replace(config, baseline=None, new_only=False)


def _checked(paths: tuple[str, ...], config: Config) -> Report:
    from mtqa.cli.running import check_paths

    report = check_paths(expand(paths, config), config)
    for incident in report.incidents:
        if incident.fatal:
            click.echo(f"not judged: {incident.path or ''}: {incident.message}", err=True)
    return report


def _count(number: int) -> str:
    return f"{number} finding{'' if number == 1 else 's'}"


def _save(text: str, file: Path) -> None:
    from mtqa.formats import write_file

    write_file(str(file), text.encode())


_FILE = click.option(
    "--file", metavar="FILE", help=f"The baseline (default: that of the settings, or {DEFAULT})."
)
_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH…")


@baseline.command()
@_PATHS
@_FILE
@judging_options
def write(paths: tuple[str, ...], file: str | None, **options: Any) -> None:
    """Record every finding of these articles."""
    from mtqa import baseline as known

    place, config = _settings(file, options)
    report = _checked(paths, config)
    found = known.of_report(report, place.parent)
    _save(known.to_json(found), place)
    click.echo(f"{_count(found.counts.total())} recorded in {place}.")
    sys.exit(3 if any(item.fatal for item in report.incidents) else 0)


@baseline.command()
@_PATHS
@_FILE
@judging_options
def check(paths: tuple[str, ...], file: str | None, **options: Any) -> None:
    """Say which findings are new and which recorded ones are gone; exit 1 when any is either."""
    from mtqa import baseline as known
    from mtqa.gate import KNOWN

    place, config = _settings(file, options)
    recorded = known.load(place)
    report = _checked(paths, config)
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
def prune(paths: tuple[str, ...], file: str | None, **options: Any) -> None:
    """Forget recorded findings that are gone; new ones are not added."""
    from mtqa import baseline as known

    place, config = _settings(file, options)
    recorded = known.load(place)
    report = _checked(paths, config)
    _, stale = known.mark(report.articles, recorded)
    _save(known.to_json(known.Baseline(recorded.counts - stale)), place)
    click.echo(f"{_count(stale.total())} forgotten.")
    sys.exit(3 if any(item.fatal for item in report.incidents) else 0)
