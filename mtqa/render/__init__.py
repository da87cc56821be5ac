"""From a report to text, one module per format, imported on demand."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from mtqa.core import Report, Verdict
from mtqa.errors import UsageError, did_you_mean

__all__ = ["FORMATS", "check_format", "render", "render_folder"]

# format → (module, function, file suffix)
FORMATS = {
    "text": ("text", "to_text", ".txt"),
    "json": ("json", "to_json", ".json"),
    "markdown": ("markdown", "to_markdown", ".md"),
    "html": ("html", "to_html", ".html"),
    "csv": ("index", "to_csv", ".csv"),
    "sarif": ("sarif", "to_sarif", ".sarif"),
    "junit": ("junit", "to_junit", ".xml"),
    "github": ("github", "to_github", ".txt"),
    "gitlab": ("gitlab", "to_gitlab", ".json"),
    "rdjsonl": ("rdjsonl", "to_rdjsonl", ".jsonl"),
    "jsonl": ("jsonl", "to_jsonl", ".jsonl"),
}


def check_format(name: str) -> str:
    """Return the name, or raise a :class:`UsageError`: an unknown format never falls back."""
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(
            f"no report format “{name}”{did_you_mean(name, FORMATS)}; there are {known}."
        )
    return name


def render(report: Report, name: str, *, color: bool = False, quiet: bool = False) -> str:
    """Render a report; ``color`` and ``quiet`` matter to the text format only."""
    module, function, _ = FORMATS[check_format(name)]
    to_string = getattr(importlib.import_module(f"mtqa.render.{module}"), function)
    if name == "text":
        return str(to_string(report, color=color, quiet=quiet))
    return str(to_string(report))


def render_folder(
    report: Report,
    name: str,
    *,
    verdicts: Mapping[str, Verdict] | None = None,
    decided: Mapping[str, int] | None = None,
) -> dict[str, str]:
    """Render one file per article and, for HTML and Markdown, an index: file name → text.

    ``verdicts`` by path and ``decided`` (decisions by the text's SHA-256) fill the index.
    """
    from mtqa.render.folder import folder_files

    suffix = FORMATS[check_format(name)][2]
    return folder_files(
        report, suffix, lambda one: render(one, name), verdicts=verdicts, decided=decided
    )
