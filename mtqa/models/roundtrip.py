"""Send sentences through real translation models and back: what changes is evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mtqa.core import Candidate, Evidence, Finding, Segment, Span
from mtqa.errors import UsageError
from mtqa.models.huggingface import load_pair, model_name, most_tokens
from mtqa.text import tokenise

__all__ = ["RoundTrip"]

BATCH = 8


class RoundTrip:
    """Annotator, proposer and ranker at once: it reads, offers its wording, and bears witness."""

    def __init__(self, setting: str) -> None:
        names = [model_name(part) for part in setting.split(",")]
        if len(names) != 2:
            raise UsageError(f"--roundtrip wants two models, hf:EN-XX,hf:XX-EN, not “{setting}”.")
        self._names = names
        self.signature = "roundtrip:" + "+".join(Path(name).name for name in names)

    @cached_property
    def _models(self) -> list[tuple[Any, Any]]:
        return [load_pair(name, "AutoModelForSeq2SeqLM") for name in self._names]

    def annotate(self, segments: Sequence[Segment]) -> list[Segment]:
        """Note under ``extra["roundtrip"]`` the spans that came back otherwise."""
        texts = [segment.text for segment in segments]
        for tokenizer, model in self._models:
            texts = _translate(texts, tokenizer, model)
        return [_noted(s, differences(s.text, t)) for s, t in zip(segments, texts, strict=True)]

    def propose(self, segment: Segment, span: Span) -> list[Candidate]:
        """Offer the wording that came back for this place."""
        return [
            Candidate(new, "roundtrip", "came back from the round trip so")
            for start, end, new in _noted_of(segment)
            if new and Span(start, end) == span
        ]

    def rank(self, segments: Sequence[Segment], findings: Sequence[Finding]) -> list[Finding]:
        """Add the round trip's wording to the evidence of findings it overlaps."""
        changed = {segment.index: _noted_of(segment) for segment in segments}
        return [_witnessed(finding, changed.get(finding.segment, [])) for finding in findings]


def differences(text: str, back: str) -> list[tuple[int, int, str]]:
    """Return the spans of ``text`` whose words came back otherwise, with the new words."""
    one, other = tokenise(text), tokenise(back)
    matcher = SequenceMatcher(
        None, [t.lower for t in one], [t.lower for t in other], autojunk=False
    )
    found: list[tuple[int, int, str]] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind in ("replace", "delete"):
            new = back[other[j1].start : other[j2 - 1].end] if j2 > j1 else ""
            found.append((one[i1].start, one[i2 - 1].end, new))
    return found


def _translate(texts: Sequence[str], tokenizer: Any, model: Any) -> list[str]:
    import torch

    found: list[str] = []
    for start in range(0, len(texts), BATCH):
        part = list(texts[start : start + BATCH])
        size = most_tokens(tokenizer, model)
        encoded = tokenizer(
            part, return_tensors="pt", padding=True, truncation=True, max_length=size
        )
        encoded.pop("token_type_ids", None)
        with torch.no_grad():
            made = model.generate(**encoded, max_new_tokens=size, num_beams=1, do_sample=False)
        found.extend(tokenizer.batch_decode(made, skip_special_tokens=True))
    return found


def _noted(segment: Segment, changed: list[tuple[int, int, str]]) -> Segment:
    extra = MappingProxyType({**segment.notes.extra, "roundtrip": tuple(changed)})
    return replace(segment, notes=replace(segment.notes, extra=extra))


def _noted_of(segment: Segment) -> list[tuple[int, int, str]]:
    noted: Any = segment.notes.extra.get("roundtrip", ())
    return list(noted)


def _witnessed(finding: Finding, changed: Sequence[tuple[int, int, str]]) -> Finding:
    said = [new for start, end, new in changed if Span(start, end).overlaps(finding.span)]
    if not said:
        return finding
    words = ", ".join(f"“{new}”" if new else "nothing" for new in said)
    return finding.with_(
        evidence=(*finding.evidence, Evidence("roundtrip", f"comes back as {words}"))
    )
