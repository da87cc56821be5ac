"""``mtqa evaluate``: the figures every claim about quality rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtqa.cli.options import judging_options, settings

if TYPE_CHECKING:
    from mtqa.config import Config
    from mtqa.scoring.keys import Outcome

__all__ = ["evaluate"]

KINDS = ("spans", "words", "corrections", "terms", "clean")


@click.command()
@click.argument("args", nargs=-1, required=True, metavar="[KIND] PATH…")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--tier", metavar="TIER", help="Count only findings of this tier (gate).")
@click.option("--threshold-from", metavar="FILE", help="words: fit the threshold on this file.")
@click.option("--column", metavar="NAME", help="clean: the column of a TSV that holds the text.")
@click.option("--verbose", "-v", is_flag=True, help="List misses and false alarms.")
@judging_options
def evaluate(args: tuple[str, ...], **options: Any) -> None:
    """Measure against data with known answers.

    KIND is spans (default: a folder of articles with NAME.key.json), words (TSV with mt and
    word_tags), corrections (TSV with mt and reference), terms (TSV with wrong and right), or
    clean (human text: findings per 10,000 words).
    """
    own = {
        key: options.pop(key) for key in ("format_", "tier", "threshold_from", "column", "verbose")
    }
    kind, paths = (args[0], args[1:]) if args[0] in KINDS else ("spans", args)
    if not paths:
        raise click.UsageError(f"evaluate {kind} wants a file or folder.")
    config = settings(options)
    if kind == "spans":
        _spans(paths, config, own)
    elif kind == "clean":
        _clean(paths, config, own)
    else:
        from mtqa.cli import measuring

        measuring.run(kind, paths, config, own)


def _spans(paths: tuple[str, ...], config: Config, own: dict[str, Any]) -> None:
    total = None
    for key in _keys(paths):
        outcome = _one(key, config, own["tier"])
        if total is None:
            total = outcome
        else:
            total.add(outcome)
    if total is None:
        raise click.UsageError("no answer key (NAME.key.json) found there.")
    if own["format_"] == "json":
        click.echo(json.dumps(summary(total), indent=1))
    else:
        _print(total, verbose=own["verbose"])


def _keys(paths: tuple[str, ...]) -> list[Path]:
    found: list[Path] = []
    for text in paths:
        path = Path(text)
        found += sorted(path.glob("*.key.json")) if path.is_dir() else [path]
    return found


_LINTERS: dict[int, Any] = {}


def _one(key: Path, config: Config, tier: str | None) -> Outcome:
    from mtqa import formats
    from mtqa.api import Linter
    from mtqa.errors import InputError
    from mtqa.scoring.keys import compare_to_key, read_key

    try:
        data = json.loads(key.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"the answer key cannot be read ({error}).", place=str(key)) from None
    gold = read_key(data, place=str(key))
    linter = _LINTERS.setdefault(id(config), Linter(config))
    document = formats.read_file(key.parent / str(data["article"]), encoding=None)
    article, incidents = linter.check_document(document)
    for incident in incidents:
        click.echo(f"not judged: {incident.path}: {incident.message}", err=True)
    findings = [f for f in article.findings if tier is None or f.tier.value == tier]
    return compare_to_key(
        document.text, findings, gold, words=article.words, clean=bool(data.get("clean"))
    )


def summary(outcome: Outcome) -> dict[str, Any]:
    """Return the figures as plain values; shares in [0, 1], ``None`` where nothing was counted."""

    def share(part: int, whole: int) -> float | None:
        return round(part / whole, 4) if whole else None

    return {
        "words": outcome.words,
        "gold": outcome.gold,
        "found": share(outcome.found, outcome.gold),
        "put_right": share(outcome.right, outcome.gold),
        "grave": outcome.grave,
        "grave_found": share(outcome.grave_found, outcome.grave),
        "grave_put_right": share(outcome.grave_right, outcome.grave),
        "findings": outcome.findings,
        "precision": share(outcome.hits, outcome.findings),
        "clean_words": outcome.clean_words,
        "false_alarms_per_10000_clean_words": round(
            1e4 * outcome.clean_findings / outcome.clean_words, 2
        )
        if outcome.clean_words
        else None,
        "checks": {
            name: {"findings": n, "precision": share(hits, n), "put_right": share(right, n)}
            for name, (n, hits, right) in sorted(outcome.by_check.items())
        },
    }


def _print(outcome: Outcome, *, verbose: bool) -> None:
    figures = summary(outcome)
    checks = figures.pop("checks")
    width = max((len(name) for name in checks), default=20)
    click.echo(f"{'check':{width}}  findings  precision  put right")
    for name, row in checks.items():
        click.echo(
            f"{name:{width}}  {row['findings']:8}  {_f(row['precision']):>9}  {_f(row['put_right']):>9}"
        )
    click.echo("")
    for name, value in figures.items():
        click.echo(
            f"{name.replace('_', ' '):36} {_f(value) if isinstance(value, float) else value}"
        )
    if verbose:
        click.echo("\nmissed:\n  " + "\n  ".join(outcome.missed))
        click.echo("\nfalse alarms:\n  " + "\n  ".join(outcome.alarms))


def _f(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}" if value <= 1 else f"{value:.2f}"


def _clean(paths: tuple[str, ...], config: Config, own: dict[str, Any]) -> None:
    """Count findings on human text per 10,000 words, by tier and by check."""
    from collections import Counter

    from mtqa.api import Linter

    linter, words, segments = Linter(config), 0, 0
    tiers: Counter[str] = Counter()
    checks: Counter[str] = Counter()
    examples: list[str] = []
    for text in _human_texts(paths, own["column"]):
        article = linter.check_text(text).articles[0]
        words += article.words
        segments += len(article.document.segments)
        for finding in article.findings:
            tiers[finding.tier.value] += 1
            checks[f"{finding.check} ({finding.tier.value})"] += 1
            examples.append(
                f"{finding.check} [{finding.entry}] {finding.text!r} → {[s.text for s in finding.suggestions[:1]]}: {article.document.segments[finding.segment].text[:160]}"
            )
    if not words:
        raise click.UsageError("no text found there.")
    rate = {tier: round(1e4 * tiers[tier] / words, 2) for tier in ("gate", "advice")}
    if own["format_"] == "json":
        click.echo(
            json.dumps({"words": words, "per_10000_words": rate, "checks": dict(checks)}, indent=1)
        )
        return
    click.echo(
        f"{words} words, {segments} segments; findings per 10,000 words: gate {rate['gate']}, advice {rate['advice']}"
    )
    for name, count in checks.most_common():
        click.echo(f"{count:6}  {1e4 * count / words:7.2f}  {name}")
    if own["verbose"]:
        click.echo("\n".join(examples))


def _human_texts(paths: tuple[str, ...], column: str | None) -> list[str]:
    """Return articles: TSV rows are joined by their ``document`` column where there is one."""
    import csv
    import gzip

    texts: list[str] = []
    for path in paths:
        opener: Any = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8", newline="") as stream:
            if column is None:
                lines = [line.strip() for line in stream if line.strip()]
                texts += ["\n\n".join(lines[i : i + 40]) for i in range(0, len(lines), 40)]
                continue
            documents: dict[str, list[str]] = {}
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
                documents.setdefault(row.get("document") or row.get("doc") or "", []).append(
                    row[column]
                )
            texts += ["\n\n".join(rows) for rows in documents.values()]
    return texts
