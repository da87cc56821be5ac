"""Corrected drafts: TER and chrF against a human text, beside doing nothing."""

from __future__ import annotations

from typing import Any

from mtqa.api import Linter
from mtqa.config import Config
from mtqa.scoring.ranking import bootstrap
from mtqa.scoring.reference import compare

__all__ = ["measure_corrections"]

EVEN = 1e-9


def measure_corrections(path: str, config: Config) -> dict[str, Any]:
    """Correct ``mt`` line by line, with safe fixes and with every first suggestion."""
    from mtqa.cli.measuring import read_table

    rows = read_table(path, ("mt", "reference"))
    drafts = [row["mt"].strip() for row in rows]
    references = [row["reference"].strip() for row in rows]
    article = Linter(config).check_text("\n\n".join(drafts)).articles[0]
    figures: dict[str, Any] = {"sentences": len(rows), "findings": len(article.findings)}
    for name, text in (("safe", article.corrected), ("all", article.corrected_all)):
        corrected = text.split("\n\n")
        figures |= {f"{name}_{k}": v for k, v in _beside(drafts, corrected, references).items()}
    return figures


def _beside(drafts: list[str], corrected: list[str], references: list[str]) -> dict[str, Any]:
    whole = compare(drafts, corrected, references)
    changes = _changes(drafts, corrected, references)
    wanted = ("ter_draft", "ter", "chrf_draft", "chrf")
    return {
        **{key: whole[key] for key in wanted},
        "sentences_changed": sum(a != b for a, b in zip(drafts, corrected, strict=True)),
        "sentences_better": sum(change < -EVEN for change in changes) / len(changes),
        "sentences_worse": sum(change > EVEN for change in changes) / len(changes),
        "ter_change_95": bootstrap(changes, lambda some: sum(some) / len(some)),
    }


def _changes(drafts: list[str], corrected: list[str], references: list[str]) -> list[float]:
    """Return the change of TER per sentence (less is better)."""
    from sacrebleu.metrics import TER

    metric = TER()

    def score(text: str, reference: str) -> float:
        return float(metric.sentence_score(text, [reference]).score)

    return [
        0.0 if draft == new else score(new, reference) - score(draft, reference)
        for draft, new, reference in zip(drafts, corrected, references, strict=True)
    ]
