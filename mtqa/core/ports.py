"""What the engine asks of the heavy parts, so that a scripted stand-in serves in tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from mtqa.core.finding import Finding
from mtqa.core.text import Segment, Span

__all__ = ["Annotator", "Candidate", "Proposer", "Ranker", "TextScorer", "Variant"]


class Annotator(Protocol):
    """A model that writes numbers on segments: the encoder, the language model's detector."""

    @property
    def signature(self) -> str:
        """Name and weights in short, for the report's signature."""

    def annotate(self, segments: Sequence[Segment]) -> list[Segment]:
        """Return the segments with ``notes`` filled, in one batched pass, same order."""


class Candidate(NamedTuple):
    """A replacement for a span, where it came from and how near it is (0 to 1)."""

    text: str
    source: str
    detail: str = ""
    similarity: float = 0.0


class Proposer(Protocol):
    """Knowledge that proposes what a suspected span may have meant."""

    def propose(self, segment: Segment, span: Span) -> Sequence[Candidate]:
        """Return candidates, inflected and cased to fit, best first."""


class Ranker(Protocol):
    """A model that puts the right candidate first."""

    @property
    def signature(self) -> str:
        """Name and weights in short, for the report's signature."""

    def rank(self, segments: Sequence[Segment], findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings with suggestions re-ordered and confidences set, same order."""


class Variant(NamedTuple):
    """A text of which only what follows ``shared`` code points is to be scored."""

    text: str
    shared: int


class TextScorer(Protocol):
    """A language model that tells how likely a text is."""

    @property
    def signature(self) -> str:
        """Name and weights in short, for the report's signature."""

    def scores(self, variants: Sequence[Variant]) -> list[float]:
        """Return the log-probability (nats) of each text after its shared beginning."""
