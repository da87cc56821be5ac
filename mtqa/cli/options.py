"""Options that several commands share, and the settings they lead to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from mtqa.config import Config

__all__ = ["expand", "judging_options", "settings"]

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--depth", metavar="DEPTH", help="fast, standard (default) or deep."),
    click.option(
        "--glossary", multiple=True, metavar="FILE", help="Another glossary (toml, csv, tsv, tbx)."
    ),
    click.option(
        "--select",
        multiple=True,
        metavar="NAME",
        help="Run only these checks, or all beginning so (design).",
    ),
    click.option("--ignore", multiple=True, metavar="NAME", help="Leave these checks out."),
    click.option("--style", metavar="STYLE", help="House style of names: neutral, ap or bbc."),
    click.option("--language", metavar="CODE", help="Language of the articles (default en)."),
    click.option(
        "--encoding", metavar="NAME", help="Read articles in this encoding instead of detecting it."
    ),
    click.option(
        "--config",
        "config_file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Settings file instead of the nearest one.",
    ),
    click.option(
        "--encoder", metavar="hf:NAME", help="A token classifier in place of the shipped encoder."
    ),
    click.option("--lm", metavar="hf:NAME", help="A language model in place of the pulled one."),
    click.option(
        "--roundtrip", metavar="hf:A,hf:B", help="Translation models to go there and back with."
    ),
)


def judging_options(function: F) -> F:
    """Add the options that decide how articles are judged."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def settings(options: dict[str, Any], near: Path | None = None) -> Config:
    """Return the settings: the file named or nearest, then the command line over it.

    Options that are settings are taken out of ``options``.
    """
    from mtqa.config import find_config, load_config

    config_file = options.pop("config_file", None)
    config = load_config(config_file or find_config(near or Path.cwd()))
    glossaries = tuple(options.pop("glossary", ()) or ())
    changes: dict[str, object] = {
        key: options.pop(key, None)
        for key in (
            "depth", "style", "language", "encoding", "encoder", "lm", "roundtrip",
            "fail_on", "min_quality", "tier", "baseline", "new_only",
        )
    }  # fmt: skip
    for key in ("select", "ignore"):
        changes[key] = tuple(options.pop(key, ()) or ()) or None
    if glossaries:
        changes["glossaries"] = (*config.glossaries, *glossaries)
    return config.override(**changes)


def expand(paths: tuple[str, ...], config: Config | None = None) -> list[str]:
    """Turn files, folders, globs and ``-`` into files; a folder gives what a format can read.

    Raises :class:`UsageError` for a path that is not there and a folder with nothing to check.
    """
    from mtqa.errors import UsageError

    files: list[str] = []
    for text in paths:
        path = Path(text)
        if text == "-" or path.is_file():
            files.append(text)
        elif path.is_dir():
            found = _articles_in(path, config)
            if not found:
                raise UsageError(
                    "no article to check in this folder (.txt, .md, .html).", place=text
                )
            files += found
        elif any(char in text for char in "*?["):
            found = _globbed(text)
            if not found:
                raise UsageError("no file matches this pattern.", place=text)
            files += found
        else:
            files.append(text)
    return list(dict.fromkeys(files))


def _articles_in(folder: Path, config: Config | None) -> list[str]:
    from mtqa.formats import known_suffixes

    known = known_suffixes()
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() in known
        and not path.name.endswith(".ref.txt")
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and not (config and config.excludes(str(path)))
    ]


def _globbed(pattern: str) -> list[str]:
    import glob

    return sorted(name for name in glob.iglob(pattern, recursive=True) if Path(name).is_file())
