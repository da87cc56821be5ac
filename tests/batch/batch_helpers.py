"""Small inputs for batch tests, and their settings: checks that load no knowledge."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from mtqa.batch import Columns, Job, Outcome, run_job
from mtqa.batch.files import iter_rows
from mtqa.config import Config

QUICK = Config(depth="fast", select=("design",), shipped_glossaries=False)
FLAGS = ["--depth", "fast", "--select", "design", "--quiet"]


def text(number: int) -> str:
    return f"Talk {number} led to a two -hour call.\n"


def write_lines(path: Path, records: Iterable[Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def articles(path: Path, count: int) -> Path:
    return write_lines(path, [{"id": f"a{n}", "text": text(n)} for n in range(count)])


def run(input_: Path, output: Path, **changes: Any) -> Outcome:
    config = changes.pop("config", QUICK)
    changes = {"engine": "inline", "shard_size": 3, **changes}
    return run_job(Job(str(input_), str(output), **changes), config)


def rows(output: Path) -> list[dict[str, Any]]:
    return [row for part in sorted(output.glob("rows/part-*")) for row in iter_rows(part)]


def ids(output: Path) -> list[str]:
    return [row["id"] for row in rows(output)]


def messages(row: dict[str, Any]) -> str:
    return " ".join(incident["message"] for incident in row["incidents"])


def columns(**names: Any) -> Columns:
    return Columns(**names)


def same(left: Sequence[Any], right: Sequence[Any]) -> bool:
    return sorted(json.dumps(one) for one in left) == sorted(json.dumps(one) for one in right)
