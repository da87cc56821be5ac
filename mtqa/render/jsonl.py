"""JSON lines: one article a line, then one line with incidents and verdict."""

from __future__ import annotations

import json

from mtqa.core import Report
from mtqa.render.json import SCHEMA_VERSION, to_dict

__all__ = ["to_jsonl"]


def to_jsonl(report: Report) -> str:
    """Return the documents of the JSON report a line each, in order, and the summary last."""
    whole = to_dict(report)
    documents = whole.pop("documents")
    rows = [{"schema": SCHEMA_VERSION, "document": document} for document in documents]
    rows.append({"schema": SCHEMA_VERSION, "summary": whole})
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
