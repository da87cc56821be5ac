"""Give every finding its place in the file and a fingerprint that survives moved paragraphs."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from mtqa.core import Document, Finding, Segment

__all__ = ["fingerprint", "line_starts", "place"]

_LINE_END = re.compile(r"\r\n|\r|\n")
_CONTEXT = 3


def place(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in file order with offsets, 1-based line and column, fingerprint."""
    starts = line_starts(document.text)
    placed: list[Finding] = []
    seen: Counter[str] = Counter()
    for finding in sorted(findings, key=lambda item: (item.segment, item.start, item.end)):
        segment = document.segments[finding.segment]
        spans = document.file_spans(segment, finding.start, finding.end)
        first, last = (spans[0].start, spans[-1].end) if spans else (0, 0)
        line = bisect_right(starts, first)
        print_ = fingerprint(document.path, segment, finding)
        seen[print_] += 1
        placed.append(
            finding.with_(
                file_start=first,
                file_end=last,
                line=line,
                column=first - starts[line - 1] + 1,
                fingerprint=print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}",
            )
        )
    return placed


def line_starts(text: str) -> list[int]:
    """Return the offset of each line's first character."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def fingerprint(path: str, segment: Segment, finding: Finding) -> str:
    """Hash check, path, matched text and three tokens either side: no offsets."""
    before = [token.lower for token in segment.tokens if token.end <= finding.start][-_CONTEXT:]
    after = [token.lower for token in segment.tokens if token.start >= finding.end][:_CONTEXT]
    parts: Sequence[str] = (finding.check, path, finding.text, " ".join(before), " ".join(after))
    text = unicodedata.normalize("NFC", "\0".join(parts))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
