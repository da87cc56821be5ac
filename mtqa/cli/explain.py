"""``mtqa explain`` and ``mtqa checks``: the declarations of the checks, for people."""

from __future__ import annotations

import json

import click

__all__ = ["checks", "explain"]


@click.command()
@click.argument("name", metavar="CHECK")
def explain(name: str) -> None:
    """Show what a check catches, why, and what it leaves alone."""
    from mtqa.core import load_checks
    from mtqa.engine import load_measured
    from mtqa.errors import UsageError, did_you_mean

    known = load_checks()
    if name not in known:
        raise UsageError(f"no check is called “{name}”{did_you_mean(name, known)}.")
    check = known[name]
    figures = load_measured().checks.get(name)
    click.echo(
        f"{name}  ({check.category}, {check.severity.value})\n\n{check.summary}\n\nWhy: {check.why}\n"
    )
    for example in check.bad:
        click.echo(f"  bad:   {example.text.replace('⟦', '[').replace('⟧', ']')}")
        if example.fixed is not None:
            click.echo(f"  fixed: {example.fixed}")
    for example in check.good:
        click.echo(f"  good:  {example.text}")
    click.echo("")
    if figures is None or figures.precision is None:
        click.echo("Tier advice: its precision has not been measured yet.")
    else:
        click.echo(
            f"Tier {figures.tier.value}: precision {figures.precision:.3f} over {figures.fired} findings, "
            f"{figures.alarms:.2f} per 10,000 clean words."
        )


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def checks(format_: str) -> None:
    """List the checks."""
    from mtqa.core import load_checks
    from mtqa.engine import load_measured

    figures = load_measured().checks
    rows = []
    for check in load_checks().values():
        own = figures.get(check.name)
        rows.append(
            {
                "check": check.name,
                "severity": check.severity.value,
                "tier": own.tier.value if own else "advice",
                "precision": own.precision if own else None,
                "alarms_per_10000_clean_words": own.alarms if own else None,
                "depth": check.depth,
                "rule": check.summary,
            }
        )
    if format_ == "json":
        click.echo(json.dumps(rows, indent=1))
        return
    for row in rows:
        click.echo(f"{row['check']:38} {row['severity']:8} {row['tier']:7} {row['rule']}")
