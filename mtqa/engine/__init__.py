"""The way of the data: segment, run, place, merge, correct; each a pure function."""

from mtqa.engine.correct import Correction, correct
from mtqa.engine.merge import merge
from mtqa.engine.place import place
from mtqa.engine.run import run_checks
from mtqa.engine.segment import quoted_spans, segment_document, segment_text
from mtqa.engine.suppress import read_comments, read_sidecar, suppress
from mtqa.engine.tiers import Measured, doubt_lone, load_measured

__all__ = [
    "Correction",
    "Measured",
    "correct",
    "doubt_lone",
    "load_measured",
    "merge",
    "place",
    "quoted_spans",
    "read_comments",
    "read_sidecar",
    "run_checks",
    "segment_document",
    "segment_text",
    "suppress",
]
