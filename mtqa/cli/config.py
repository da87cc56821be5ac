"""``mtqa config show``: the settings in force and where they come from."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import click

__all__ = ["config"]


@click.group()
def config() -> None:
    """Show the settings in force."""


@config.command()
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Settings file instead of the nearest one.",
)
def show(config_file: Path | None) -> None:
    """Print every setting with its value."""
    from mtqa.config import find_config, load_config

    settings = load_config(config_file or find_config(Path.cwd()))
    click.echo(f"# from {settings.source or 'the defaults'}")
    for item in fields(settings):
        if item.name == "source":
            continue
        value = getattr(settings, item.name)
        if value is not None:
            click.echo(f"{item.name.replace('_', '-')} = {_toml(value)}")


def _toml(value: object) -> str:
    import json

    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return json.dumps(list(value), ensure_ascii=False)
    if isinstance(value, dict):
        pairs = ", ".join(f"{json.dumps(k)} = {_toml(v)}" for k, v in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return json.dumps(value, ensure_ascii=False)
