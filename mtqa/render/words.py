"""The words all reports share: labels, plain sentences about a result, causes taken apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from mtqa.core import Article, Finding, Severity
from mtqa.glossary.cause import LANGUAGES

__all__ = ["Cause", "causes", "counts_table", "label", "odds", "percent", "plural", "quality_line"]

_VIA = re.compile(r"([a-z]{2}) +([^:;]+?)(?:: *([^;]+))?\Z")


class Cause(NamedTuple):
    """A piece of evidence: a pivot word with its senses, or a plain sentence (``language`` "")."""

    source: str
    language: str
    code: str
    word: str
    senses: str


def causes(finding: Finding) -> list[Cause]:
    """Take the evidence apart: ``fr marque: mark, brand`` is French *marque*: mark, brand."""
    found: list[Cause] = []
    for item in finding.evidence:
        for part in item.detail.split(";"):
            match = _VIA.match(part.strip())
            if match and match.group(1) in LANGUAGES:
                code, word, senses = match.groups()
                found.append(
                    Cause(item.source, LANGUAGES[code], code, word.strip(), (senses or "").strip())
                )
            elif part.strip():
                found.append(Cause(item.source, "", "", "", part.strip()))
    return list(dict.fromkeys(found))


def label(name: str) -> str:
    """Return a check's or category's name as words: ``terminology/wrong-term`` → “Wrong term”."""
    last = name.rsplit("/", 1)[-1].replace("-", " ").replace("_", " ")
    return last[:1].upper() + last[1:]


def odds(confidence: float) -> str:
    """Say a calibrated confidence as a share of ten."""
    tenths = round(confidence * 10)
    return "right nearly always" if tenths >= 10 else f"right about {tenths} times in 10"


def percent(value: float) -> str:
    """Return a share in [0, 1] as whole per cent."""
    return f"{round(value * 100)} %"


def plural(count: int, noun: str) -> str:
    """Return ``1 finding`` or ``2 findings``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def counts_table(findings: Iterable[Finding]) -> list[tuple[str, list[int]]]:
    """Return category → counts by severity, gravest first, and their sum; the last row sums up."""
    columns = list(reversed(Severity))
    table: dict[str, Counter[str]] = {}
    for finding in findings:
        severity = finding.severity or Severity.MINOR
        table.setdefault(finding.category, Counter())[severity.value] += 1
    rows = [
        (category, [*(row[s.value] for s in columns), row.total()])
        for category, row in sorted(table.items(), key=lambda item: (-item[1].total(), item[0]))
    ]
    sums = [sum(column) for column in zip(*(cells for _, cells in rows), strict=True)]
    return [*rows, ("All", sums or [0] * (len(columns) + 1))]


def quality_line(article: Article) -> str:
    """Say the score in a sentence, with its footing."""
    score = article.score
    note = "" if score.enough_text else "; fewer than 500 words, so not a firm figure"
    return (
        f"Quality {score.quality:g} of 100 ({score.penalty_per_1000_words:g} MQM-based penalty "
        f"points per 1,000 words{note})"
    )
