"""The library: text in, report out."""

from __future__ import annotations

from pathlib import Path

from mtqa.config import Config
from mtqa.core import Report
from mtqa.linter import Linter

__all__ = ["Linter", "check_file", "check_text", "fix_text"]


def check_text(text: str, *, syntax: str = "text", config: Config | None = None) -> Report:
    """Check a string; ``syntax`` is text, markdown or html.

    Raises :class:`mtqa.errors.UsageError` for an unknown syntax.
    """
    return Linter(config).check_text(text, syntax=syntax)


def check_file(path: str | Path, *, config: Config | None = None) -> Report:
    """Check a file, whose format follows its suffix.

    A file that cannot be read is an incident in the report, with exit code 3 in its verdict.
    """
    return Linter(config).check_files([path])


def fix_text(
    text: str, *, syntax: str = "text", unsafe: bool = False, config: Config | None = None
) -> str:
    """Return the corrected text: safe fixes only, or every first suggestion with ``unsafe``."""
    article = check_text(text, syntax=syntax, config=config).articles[0]
    return article.corrected_all if unsafe else article.corrected
