"""The row of ``batch.schema.json`` as an Arrow schema, for Parquet."""

from __future__ import annotations

from typing import Any

__all__ = ["schema"]


def schema() -> Any:
    """Return the schema; every Parquet shard has it, whatever its rows hold."""
    import pyarrow as pa

    text, count, real, flag = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    findings = pa.list_(_finding(pa))
    incident = [
        ("kind", text),
        ("message", text),
        ("check", text),
        ("line", count),
        ("fatal", flag),
    ]
    return pa.schema(
        [
            *(("schema", count), ("id", text), ("row", count), ("path", text), ("format", text)),
            *(("judged", flag), ("duplicate_of", text), ("language", text)),
            *(("words", count), ("segments", count), ("quality", real)),
            *(("penalty_per_1000_words", real), ("enough_text", flag)),
            *(("findings", findings), ("suppressed", findings)),
            *(("corrected", text), ("corrected_all", text), ("metrics", _metrics(pa))),
            ("incidents", pa.list_(pa.struct(incident))),
        ]
    )


def _finding(pa: Any) -> Any:
    text, real = pa.string(), pa.float64()
    numbers = ("segment", "start", "end", "file_start", "file_end", "line", "column")
    texts = ("text", "category", "severity", "tier")
    evidence = pa.struct([("from", text), ("detail", text)])
    suggestion = pa.struct([("text", text), ("safety", text), ("confidence", real)])
    return pa.struct(
        [
            *(("check", text), ("entry", text)),
            *((name, pa.int64()) for name in numbers),
            *((name, text) for name in texts),
            *(("confidence", real), ("quoted", pa.bool_()), ("message", text)),
            *(("evidence", pa.list_(evidence)), ("suggestions", pa.list_(suggestion))),
            ("fingerprint", text),
        ]
    )


def _metrics(pa: Any) -> Any:
    text, real = pa.string(), pa.float64()
    return pa.struct(
        [
            field
            for name in ("bleu", "chrf", "ter")
            for field in ((name, real), (f"{name}_draft", real), (f"{name}_signature", text))
        ]
    )
