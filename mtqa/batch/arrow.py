"""The row of ``batch.schema.json`` as an Arrow schema, for Parquet."""

from __future__ import annotations

from typing import Any

__all__ = ["schema"]


def schema() -> Any:
    """Return the schema; every Parquet shard has it, whatever its rows hold."""
    import pyarrow as pa

    text, count, real, flag = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    evidence = pa.list_(pa.struct([("from", text), ("detail", text)]))
    suggestions = pa.list_(pa.struct([("text", text), ("safety", text), ("confidence", real)]))
    numbers = ("segment", "start", "end", "file_start", "file_end", "line", "column")
    texts = ("text", "category", "severity", "tier")
    finding = pa.struct(
        [
            ("check", text),
            ("entry", text),
            *((name, count) for name in numbers),
            *((name, text) for name in texts),
            ("confidence", real),
            ("quoted", flag),
            ("message", text),
            ("evidence", evidence),
            ("suggestions", suggestions),
            ("fingerprint", text),
        ]
    )
    names = ("bleu", "chrf", "ter")
    metrics = pa.struct(
        [
            field
            for name in names
            for field in ((name, real), (f"{name}_draft", real), (f"{name}_signature", text))
        ]
    )
    incident = pa.struct(
        [("kind", text), ("message", text), ("check", text), ("line", count), ("fatal", flag)]
    )
    return pa.schema(
        [
            *(("schema", count), ("id", text), ("row", count), ("path", text), ("format", text)),
            *(("judged", flag), ("duplicate_of", text), ("language", text)),
            *(("words", count), ("segments", count), ("quality", real)),
            *(("penalty_per_1000_words", real), ("enough_text", flag)),
            ("findings", pa.list_(finding)),
            ("suppressed", pa.list_(finding)),
            *(("corrected", text), ("corrected_all", text), ("metrics", metrics)),
            ("incidents", pa.list_(incident)),
        ]
    )
