"""What a batch came to, in one pass over its shards: totals, checks, quality, the worst articles."""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mtqa.batch.files import iter_rows

__all__ = ["Summary", "summarise", "to_json", "to_markdown"]

_COLUMNS = [
    "id", "row", "judged", "duplicate_of", "words", "quality", "enough_text", "findings", "incidents",
]  # fmt: skip
_BINS = (50, 80, 90, 95, 100)
_MOST_INCIDENTS = 1000


@dataclass(slots=True)
class Summary:
    """Counts over all articles; ``worst`` holds (quality, row, id, findings), worst first."""

    articles: int = 0
    judged: int = 0
    duplicates: int = 0
    words: int = 0
    findings: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    tiers: Counter[str] = field(default_factory=Counter)
    quality: Counter[str] = field(default_factory=Counter)
    incidents: list[dict[str, Any]] = field(default_factory=list)
    incident_count: int = 0
    worst: list[tuple[float, int, str, int]] = field(default_factory=list)


def summarise(files: Iterable[Path], worst: int) -> Summary:
    """Read every shard once, keeping counts and the ``worst`` articles only."""
    summary = Summary()
    heap: list[tuple[float, int, str, int]] = []
    for file in files:
        for row in iter_rows(file, _COLUMNS):
            _count(summary, row)
            if row["quality"] is None or row["duplicate_of"] is not None:
                continue
            # The heap's smallest is the best of the worst: negated, and later rows first.
            entry = (-row["quality"], -row["row"], row["id"], len(row["findings"]))
            if len(heap) < worst:
                heapq.heappush(heap, entry)
            elif heap:
                heapq.heappushpop(heap, entry)
    ordered = sorted(heap, reverse=True)
    summary.worst = [(-quality, -row, name, found) for quality, row, name, found in ordered]
    return summary


def _count(summary: Summary, row: dict[str, Any]) -> None:
    summary.articles += 1
    summary.judged += row["judged"]
    summary.duplicates += row["duplicate_of"] is not None
    summary.words += row["words"]
    summary.findings += len(row["findings"])
    for finding in row["findings"]:
        summary.severities[finding["severity"]] += 1
        summary.checks[finding["check"]] += 1
        summary.tiers[finding["tier"]] += 1
    summary.quality[_bin(row["quality"])] += 1
    summary.incident_count += len(row["incidents"])
    for incident in row["incidents"]:
        if len(summary.incidents) < _MOST_INCIDENTS:
            summary.incidents.append({"id": row["id"], **incident})


def _bin(quality: float | None) -> str:
    if quality is None:
        return "not judged"
    low: int | None = None
    for edge in _BINS:
        if quality < edge:
            return f"under {edge}" if low is None else f"{low} to under {edge}"
        low = edge
    return "100"


def to_json(summary: Summary, head: dict[str, Any]) -> str:
    """Return the summary as JSON (``schema`` 1)."""
    data = {
        "schema": 1,
        **head,
        "articles": summary.articles,
        "judged": summary.judged,
        "duplicates": summary.duplicates,
        "words": summary.words,
        "findings": summary.findings,
        "severities": dict(sorted(summary.severities.items())),
        "tiers": dict(sorted(summary.tiers.items())),
        "checks": dict(sorted(summary.checks.items())),
        "quality": dict(sorted(summary.quality.items())),
        "worst": [
            {"id": name, "row": row, "quality": quality, "findings": found}
            for quality, row, name, found in summary.worst
        ],
        "incident_count": summary.incident_count,
        "incidents": summary.incidents,
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_markdown(summary: Summary, head: dict[str, Any]) -> str:
    """Return the summary for people."""
    from mtqa.render.markdown import cell

    lines = [
        f"# {summary.articles:,} articles",
        "",
        f"{summary.judged:,} judged, {summary.articles - summary.judged:,} not; "
        f"{summary.duplicates:,} duplicates; {summary.words:,} words; "
        f"{summary.findings:,} findings; {summary.incident_count:,} incidents.",
        "",
        f"Made with `{head['signature']}`.",
        "",
        "| Quality | Articles |",
        "|:--|--:|",
        *(f"| {name} | {count:,} |" for name, count in sorted(summary.quality.items())),
        "",
        "| Check | Findings |",
        "|:--|--:|",
        *(f"| {cell(name)} | {count:,} |" for name, count in summary.checks.most_common(20)),
        "",
        "| Worst articles | Quality | Findings |",
        "|:--|--:|--:|",
        *(f"| {cell(n)} | {quality:g} | {found} |" for quality, _, n, found in summary.worst),
    ]
    return "\n".join([*lines, *_trouble(summary, head, cell)]) + "\n"


def _trouble(summary: Summary, head: dict[str, Any], cell: Callable[[str], str]) -> list[str]:
    lines: list[str] = []
    if summary.incidents:
        lines += ["", "| Incident | What |", "|:--|:--|"]
        lines += [f"| {cell(i['id'])} | {cell(i['message'])} |" for i in summary.incidents[:100]]
    if head.get("run_incidents"):
        lines += ["", *(f"- {cell(text)}" for text in head["run_incidents"])]
    return lines
