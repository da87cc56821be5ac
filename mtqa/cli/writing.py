"""Where reports go: standard output or files, written whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

if TYPE_CHECKING:
    from mtqa.core import Report

__all__ = ["Target", "emit", "parse_targets"]


class Target(NamedTuple):
    """A report format and its file (``None``: standard output)."""

    format: str
    path: str | None


def parse_targets(format_: str, output: str | None, reports: tuple[str, ...]) -> list[Target]:
    """Read ``--format``, ``--output`` and ``--report FORMAT:FILE``; unknown formats are errors."""
    from mtqa.errors import UsageError
    from mtqa.render import check_format

    targets = [Target(check_format(format_), output)]
    for item in reports:
        name, colon, path = item.partition(":")
        if not colon or not path:
            raise UsageError(f"--report wants FORMAT:FILE, e.g. html:report.html, not “{item}”.")
        targets.append(Target(check_format(name), path))
    for target in targets:
        parent = Path(target.path).parent if target.path else None
        if parent is not None and not parent.is_dir() and not target.path.endswith("/"):  # type: ignore[union-attr]
            raise UsageError(
                "the folder of this report does not exist; make it first.", place=str(parent)
            )
    return targets


def emit(report: Report, target: Target, *, color: bool | None = None, quiet: bool = False) -> None:
    """Render and print, or write to a temporary file and rename."""
    from mtqa.render import render

    if target.path is not None and (target.path.endswith("/") or Path(target.path).is_dir()):
        _emit_folder(report, target)
        return
    coloured = _wants_color(color) if target.path is None else False
    text = render(report, target.format, color=coloured, quiet=quiet)
    if target.format == "github":
        _add_step_summary(report)
    if target.path is None:
        click.echo(text, nl=not text.endswith("\n"), color=True)
    else:
        from mtqa.formats import write_file

        write_file(target.path, text.encode("utf-8", "replace"))


def _add_step_summary(report: Report) -> None:
    """Put what GitHub will not show as annotations on the page of the step."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        from mtqa.render.github import step_summary

        with Path(path).open("a", encoding="utf-8", errors="replace") as page:
            page.write(step_summary(report))


def _emit_folder(report: Report, target: Target) -> None:
    """Write one report per article and an index into a folder."""
    from mtqa.formats import write_file
    from mtqa.render import render_folder

    Path(str(target.path)).mkdir(parents=True, exist_ok=True)
    for name, text in render_folder(report, target.format).items():
        write_file(str(Path(str(target.path)) / name), text.encode("utf-8", "replace"))


def _wants_color(color: bool | None) -> bool:
    if color is not None:
        return color
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
