"""The tier rule: only a measured precision makes a finding fit for the gate."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from mtqa.core import Finding, Safety, Suggestion, Tier
from mtqa.errors import ConfigError

__all__ = ["MAX_ALARMS", "MIN_PRECISION", "Figures", "Measured", "doubt_lone", "load_measured"]

MIN_PRECISION = 0.95
MAX_ALARMS = 1.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of a check or an entry.

    ``precision`` on text with known errors (``None``: it never fired there), ``fired`` how often
    it did, ``alarms`` findings per 10,000 words of clean human English.
    """

    precision: float | None = None
    fired: int = 0
    alarms: float = 0.0

    @property
    def tier(self) -> Tier:
        """Gate at a precision of .95 and at most one false alarm per 10,000 clean words."""
        good = self.precision is not None and self.precision >= MIN_PRECISION
        return Tier.GATE if good and self.alarms <= MAX_ALARMS else Tier.ADVICE


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of every check, and of the entries that were heard on clean text."""

    checks: Mapping[str, Figures] = field(default_factory=dict)
    entries: Mapping[str, Figures] = field(default_factory=dict)

    def judge(self, finding: Finding) -> Finding:
        """Set tier and confidence; a suggestion is safe only at the gate."""
        figures = self.entries.get(f"{finding.check}:{finding.entry}") if finding.entry else None
        figures = figures or self.checks.get(finding.check, Figures())
        tier = figures.tier
        confidence = finding.confidence or (0.5 if figures.precision is None else figures.precision)
        suggestions = tuple(
            Suggestion(
                item.text,
                item.safety if tier is Tier.GATE else Safety.UNSAFE,
                item.confidence or round(confidence * 0.8**rank, 3),
            )
            for rank, item in enumerate(finding.suggestions)
        )
        return finding.with_(tier=tier, confidence=confidence, suggestions=suggestions)


def doubt_lone(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, a lone line of a calque list without its place at the gate.

    Listed errors come in swarms: clean news (ntrex dev) holds none in most articles and hardly ever
    two, raw translations many. One rare rendering alone is as often a turn of phrase.
    """
    entries = {f"{f.check}:{f.entry}" for f in findings if f.entry and f.tier is Tier.GATE}
    if len(entries) != 1:
        return list(findings)
    return [
        f.with_(tier=Tier.ADVICE, suggestions=tuple(map(_unsafe, f.suggestions)))
        if f.tier is Tier.GATE and "/" in f.entry.partition(":")[0]
        else f
        for f in findings
    ]


def _unsafe(suggestion: Suggestion) -> Suggestion:
    return Suggestion(suggestion.text, Safety.UNSAFE, suggestion.confidence)


@cache
def load_measured() -> Measured:
    """Read ``data/measured.json``, which ``mtqa glossary stats`` writes."""
    path = files("mtqa") / "data" / "measured.json"
    if not path.is_file():
        return Measured()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Measured(
            {name: _figures(row) for name, row in data["checks"].items()},
            {name: _figures(row) for name, row in data["entries"].items()},
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"the measured figures are damaged ({error}).", place=str(path)) from None


def _figures(row: Mapping[str, float | int | None]) -> Figures:
    precision = row.get("precision")
    return Figures(
        None if precision is None else float(precision),
        int(row.get("fired") or 0),
        float(row.get("alarms") or 0.0),
    )
