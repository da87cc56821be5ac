"""``mtqa check``: find, report, and fail the gate where it must."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtqa.cli.options import expand, judging_options, settings

__all__ = ["check"]


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "format_",
    default="text",
    metavar="FORMAT",
    help="What to print: text, json, markdown, html …",
)
@click.option("--output", "-o", metavar="FILE", help="Write the printed report to a file.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="FORMAT:FILE",
    help="Write another report as well, e.g. html:desk.html.",
)
@click.option(
    "--input-format",
    default=None,
    metavar="FORMAT",
    help="Format of standard input and of files, instead of their suffix: text, markdown, html.",
)
@click.option(
    "--reference", metavar="FILE", help="A human text to measure draft and correction against."
)
@click.option("--fail-on", metavar="SEVERITY", help="minor, major (default), critical or never.")
@click.option("--min-quality", type=float, metavar="N", help="Fail under this quality.")
@click.option(
    "--tier", metavar="TIER", help="gate (default), or advice: let advice fail the gate too."
)
@click.option(
    "--max", "budgets", multiple=True, metavar="CHECK=N", help="Fail over N findings of a check."
)
@click.option("--baseline", metavar="FILE", help="Findings recorded earlier.")
@click.option(
    "--new-only/--all", default=None, help="Judge only findings that the baseline does not hold."
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever the gate says.")
@click.option("--color/--no-color", default=None, help="Colour the text (default: on a terminal).")
@click.option("--quiet", "-q", is_flag=True, help="Print the summary only.")
@judging_options
def check(paths: tuple[str, ...], **options: Any) -> None:
    """Find suspicious phrases in files, folders, globs or standard input (-)."""
    from mtqa.cli.running import check_paths
    from mtqa.cli.writing import emit, parse_targets

    own = {key: options.pop(key) for key in ("format_", "output", "reports", "input_format", "reference", "exit_zero", "color", "quiet")}  # fmt: skip
    budgets = _budgets(options.pop("budgets"))
    config = settings(options)
    if budgets:
        config = config.override(max={**config.max, **budgets})
    targets = parse_targets(own["format_"], own["output"], own["reports"])
    files = expand(paths, config)
    report = check_paths(
        files, config, input_format=own["input_format"], reference=own["reference"]
    )
    for target in targets:
        emit(report, target, color=own["color"], quiet=own["quiet"])
    sys.stdout.flush()
    sys.exit(0 if own["exit_zero"] else report.verdict.exit_code)


def _budgets(items: tuple[str, ...]) -> dict[str, int]:
    from mtqa.errors import UsageError

    budgets: dict[str, int] = {}
    for item in items:
        name, equals, number = item.partition("=")
        if not equals or not number.isdigit():
            raise UsageError(f"--max wants CHECK=N, e.g. design/spaced-hyphen=3, not “{item}”.")
        budgets[name] = int(number)
    return budgets
