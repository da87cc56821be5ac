"""``mtqa batch``: very many articles into rows of results, resumable."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from mtqa.cli.options import judging_options, settings

if TYPE_CHECKING:
    from mtqa.batch import Job, Outcome

__all__ = ["batch"]


@click.command()
@click.argument("input_", metavar="INPUT")
@click.argument("output", metavar="OUTPUT")
@click.option("--id-column", metavar="NAME", help="Column of ids (default: id, or row numbers).")
@click.option("--text-column", default="text", show_default=True, metavar="NAME")
@click.option("--source-column", metavar="NAME", help="Column of the untranslated articles.")
@click.option(
    "--reference-column", metavar="NAME", help="Column of human texts to measure against."
)
@click.option(
    "--text-format", default="text", show_default=True, metavar="FORMAT",
    help="What the text column holds: text, markdown, html.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "parquet"]), default="jsonl", show_default=True,
    help="Form of the output's shards.",
)  # fmt: skip
@click.option("--jobs", "-j", type=click.IntRange(1, 1024), help="Processes (default: one a core).")
@click.option("--shard-size", type=click.IntRange(1, 100_000), default=200, show_default=True)
@click.option("--desks", type=click.IntRange(0, 10_000), default=0, metavar="N",
              help="Write HTML desks for the worst N articles.")  # fmt: skip
@click.option(
    "--engine", type=click.Choice(["local", "ray", "inline"]), default="local", show_default=True
)
@click.option(
    "--ray-address", metavar="ADDRESS", help="A running Ray cluster (default: a local one)."
)
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
@judging_options
def batch(input_: str, output: str, **options: Any) -> None:
    """Check very many articles: a folder, or JSON lines, CSV or Parquet with a text column.

    OUTPUT becomes a folder of shards, one row per article, with a manifest and a summary. Stopped
    at any moment and started again with the same command, it goes on where it was.
    """
    from mtqa.batch import run_job
    from mtqa.batch.progress import Progress

    quiet = options.pop("quiet")
    job = _job(input_, output, options)
    config = settings(options)
    progress = Progress(quiet=quiet)
    try:
        outcome = run_job(job, config, progress=progress, say=lambda t: click.echo(t, err=True))
    except KeyboardInterrupt:
        progress.close()
        click.echo("stopped; what was finished is kept, the same command goes on.", err=True)
        sys.exit(130)
    _report(outcome, output)
    sys.exit(3 if outcome.fatal else 0)


def _job(input_: str, output: str, options: dict[str, Any]) -> Job:
    from mtqa.batch import Columns, Job
    from mtqa.formats.registry import format_named

    columns = Columns(
        options.pop("id_column"),
        options.pop("text_column"),
        options.pop("source_column"),
        options.pop("reference_column"),
        format_named(options.pop("text_format")).name,
    )
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return Job(
        input_,
        output,
        columns,
        options.pop("form"),
        options.pop("jobs") or cores or 1,
        options.pop("shard_size"),
        options.pop("desks"),
        options.pop("engine"),
        options.pop("ray_address"),
    )


def _report(outcome: Outcome, output: str) -> None:
    total = outcome.summary
    click.echo(
        f"{_of(total.articles, 'article')}, {total.judged} judged, "
        f"{_of(total.duplicates, 'duplicate')}, {_of(total.findings, 'finding')}, "
        f"{_of(total.incident_count, 'incident')}; "
        f"{outcome.checked} checked now, {outcome.skipped} were done before. "
        f"Summary: {os.path.join(output, 'summary.md')}"  # noqa: PTH118
    )


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
