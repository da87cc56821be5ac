"""Terms: are wrong renderings flagged, is the right term first, do right ones stay quiet."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from mtqa.api import Linter
from mtqa.config import Config
from mtqa.core import Article, Finding
from mtqa.text import fold

__all__ = ["measure_terms"]


def measure_terms(path: str, config: Config) -> dict[str, Any]:
    """Set each pair in a sentence; the glossary holds the right terms and nothing else.

    The frames repeat, so a sentence that stands twice is no finding here.
    """
    from mtqa.cli.measuring import read_table

    pairs = [
        (row["wrong"].strip(), row["right"].strip()) for row in read_table(path, ("wrong", "right"))
    ]
    text = (files("mtqa") / "data" / "en" / "frames.txt").read_text(encoding="utf-8")
    frames = [line for line in text.splitlines() if line]
    with tempfile.TemporaryDirectory() as folder:
        terms = Path(folder) / "right.csv"
        with terms.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["use"])
            writer.writerows([use] for use in sorted({right for _, right in pairs}))
        ignored = (*config.ignore, "linguistic/repeated-sentence")
        linter = Linter(
            config.override(glossaries=(str(terms),), shipped_glossaries=False, ignore=ignored)
        )
        wrong = _framed(linter, [wrong for wrong, _ in pairs], frames)
        right = _framed(linter, [right for _, right in pairs], frames)
    first = [_first(f, right) for f, (_, right) in zip(wrong, pairs, strict=True)]
    count = len(pairs)
    return {
        "pairs": count,
        "flagged": sum(map(bool, wrong)) / count,
        "right_term_first": sum(first) / count,
        "right_term_flagged": sum(map(bool, right)) / count,
    }


def _framed(linter: Linter, phrases: Sequence[str], frames: Sequence[str]) -> list[list[Finding]]:
    """Return the findings that touch each phrase in its sentence."""
    texts, spans = [], []
    for number, phrase in enumerate(phrases):
        before, _, after = frames[number % len(frames)].partition("{}")
        shown = phrase if before else phrase[:1].upper() + phrase[1:]
        texts.append(before + shown + after)
        spans.append((len(before), len(before) + len(shown)))
    article: Article = linter.check_text("\n\n".join(texts)).articles[0]
    found: list[list[Finding]] = [[] for _ in phrases]
    for finding in article.findings:
        segment = article.document.segments[finding.segment]
        start, end = spans[segment.block]
        if segment.start + finding.start < end and start < segment.start + finding.end:
            found[segment.block].append(finding)
    return found


def _first(findings: Sequence[Finding], right: str) -> bool:
    said = [fold(item.suggestions[0].text) for item in findings if item.suggestions]
    return any(fold(right) == text for text in said)
