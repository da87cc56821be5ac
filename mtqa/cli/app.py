"""The group of commands; each module is imported only when its command is named or listed."""

from __future__ import annotations

import importlib
import os
import sys

import click

from mtqa import __version__

__all__ = ["main"]

# name → (module, one line for `mtqa --help`, so that listing imports nothing)
COMMANDS = {
    "check": ("check", "Find suspicious phrases in articles; exit 1 when the gate fails."),
    "fix": ("fix", "Write the corrected draft: safe fixes, or all suggestions."),
    "explain": ("explain", "Show the rule of a check: what it catches, what it leaves alone."),
    "checks": ("explain", "List the checks with their tier and measured figures."),
    "glossary": ("glossary", "Check, convert, list and measure glossaries."),
    "evaluate": ("evaluate", "Measure against articles with answer keys."),
    "config": ("config", "Show the settings in force."),
    "models": ("models", "List, pull, verify and locate the models."),
    "apply": ("apply", "Write an editor's decisions into the article."),
    "learn": ("learn", "Turn editors' decisions into glossary entries."),
    "report": ("report", "Write the desks and the index of a folder of articles."),
    "baseline": ("baseline", "Record known findings, so that only new ones fail."),
    "batch": ("batch", "Check very many articles, resumable, in parallel."),
}


class Commands(click.Group):
    """A group that imports a command on demand and shows errors as sentences."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"mtqa.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from mtqa.errors import did_you_mean

            ctx.fail(f"no command is called “{args[0]}”{did_you_mean(args[0], COMMANDS)}.")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        from mtqa.errors import MtqaError

        try:
            return super().invoke(ctx)
        except MtqaError as error:
            click.echo(f"mtqa: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader (`| head`) has gone: nothing is left to say, and nobody to say it to.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except RecursionError:
            click.echo("mtqa: the input is nested too deeply to be read.", err=True)
            ctx.exit(3)
        return None


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 passed, 1 the gate failed, 2 usage or configuration, 3 not judged.",
)
@click.version_option(__version__, prog_name="mtqa")
def main() -> None:
    """A linter for machine-translated prose.

    Finds phrases that a translation engine got wrong, says which pivot word confused it,
    and proposes what was meant.
    """
