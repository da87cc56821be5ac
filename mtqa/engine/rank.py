"""Put the likeliest repair first: the encoder decides where, context decides what, doubt keeps silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from mtqa.core import (
    Candidate,
    Evidence,
    Finding,
    Proposer,
    Segment,
    Span,
    Suggestion,
    TextScorer,
    Variant,
)
from mtqa.engine.weigh import SOURCES, Option, RankWeights, window

__all__ = ["CandidateRanker"]

# What a place further down the list must gain in log-probability (nats) to come first.
PER_RANK = 4.0


class Reader(Protocol):
    """The encoder, as far as ranking needs it."""

    def outputs(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[Any]:
        """Return outputs per word of each text."""

    def embed(self, phrases: Sequence[str]) -> Any:
        """Return unit vectors."""


@dataclass(frozen=True, slots=True)
class CandidateRanker:
    """Fills findings that have no suggestion; those that knowledge has answered stay as they are."""

    proposers: Sequence[Proposer]
    reader: Reader
    weights: RankWeights
    scorer: TextScorer | None = None
    signature: str = "ranker"
    prior: int = 10
    costly: int = 8

    def rank(self, segments: Sequence[Segment], findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings with suggestions, best first."""
        by_index = {segment.index: segment for segment in segments}
        open_ = [
            f for f in findings if not f.suggestions and f.check == "accuracy/improbable-words"
        ]
        options = self.options([(by_index[f.segment], f.span) for f in open_])
        answers = {id(f): self._answered(f, found) for f, found in zip(open_, options, strict=True)}
        answers |= self._reordered(by_index, findings)
        return [answers.get(id(finding), finding) for finding in findings]

    def _reordered(
        self, segments: Mapping[int, Segment], findings: Sequence[Finding]
    ) -> dict[int, Finding]:
        """Let the language model choose among what knowledge proposes; the given order counts too."""
        several = [f for f in findings if len(f.suggestions) > 1 and f.segment in segments]
        if self.scorer is None or not several:
            return {}
        variants: list[Variant] = []
        for finding in several:
            for suggestion in finding.suggestions:
                segment = segments[finding.segment]
                text, at = window(segment.text, finding.span, suggestion.text)
                variants.append(Variant(text, max(0, at[0] - 1)))
        scores = iter(self.scorer.scores(variants))
        made: dict[int, Finding] = {}
        for finding in several:
            ranked = [
                (next(scores) - PER_RANK * rank, -rank, suggestion)
                for rank, suggestion in enumerate(finding.suggestions)
            ]
            best = sorted(ranked, key=lambda item: item[:2], reverse=True)
            made[id(finding)] = finding.with_(suggestions=tuple(item[2] for item in best))
        return made

    def options(self, places: Sequence[tuple[Segment, Span]]) -> list[list[Option]]:
        """Return the candidates of each place with all features, cheap ones first, costly on few."""
        proposed = [self._proposed(segment, span) for segment, span in places]
        options = [[Option(c, _source_features(c)) for c in found] for found in proposed]
        options = self._with_likeness(places, options)
        options = [sorted(o, key=self._value, reverse=True)[: self.prior] for o in options]
        options = self._with_reading(places, options)
        if self.scorer is not None:
            options = [sorted(o, key=self._value, reverse=True)[: self.costly] for o in options]
            options = self._with_gain(places, options)
        return [sorted(o, key=self._value, reverse=True) for o in options]

    def _value(self, option: Option) -> float:
        return self.weights.confidence(option.features)

    def _proposed(self, segment: Segment, span: Span) -> list[Candidate]:
        found: dict[str, Candidate] = {}
        original = segment.text[span.start : span.end]
        for proposer in self.proposers:
            for candidate in proposer.propose(segment, span):
                if candidate.text != original:
                    found.setdefault(candidate.text, candidate)
        return list(found.values())

    def _with_likeness(
        self, places: Sequence[tuple[Segment, Span]], options: list[list[Option]]
    ) -> list[list[Option]]:
        """Likeness of meaning between the phrase and each candidate, in one batch."""
        phrases = [s.text[span.start : span.end] for s, span in places]
        texts = [option.candidate.text for found in options for option in found]
        if not texts:
            return options
        vectors = self.reader.embed([*phrases, *texts])
        made, at = [], len(phrases)
        for number, found in enumerate(options):
            sims = vectors[at : at + len(found)] @ vectors[number]
            at += len(found)
            made.append([_with(o, likeness=float(s)) for o, s in zip(found, sims, strict=True)])
        return [_with_lead(found) for found in made]

    def _with_reading(
        self, places: Sequence[tuple[Segment, Span]], options: list[list[Option]]
    ) -> list[list[Option]]:
        """How much less wrong the encoder finds the place with each candidate in it."""
        texts: list[str] = []
        spans: list[list[tuple[int, int]]] = []
        for (segment, span), found in zip(places, options, strict=True):
            for new in [segment.text[span.start : span.end], *(o.candidate.text for o in found)]:
                text, at = window(segment.text, span, new)
                texts.append(text)
                spans.append([at])
        logits = (
            [float(output[0, 0]) for output in self.reader.outputs(texts, spans)] if texts else []
        )
        return _spread(options, logits, "relief", sign=-1.0)

    def _with_gain(
        self, places: Sequence[tuple[Segment, Span]], options: list[list[Option]]
    ) -> list[list[Option]]:
        """How much likelier the language model finds the text with each candidate in it."""
        variants: list[Variant] = []
        for (segment, span), found in zip(places, options, strict=True):
            for new in [segment.text[span.start : span.end], *(o.candidate.text for o in found)]:
                text, at = window(segment.text, span, new)
                variants.append(Variant(text, max(0, at[0] - 1)))
        assert self.scorer is not None
        return _spread(options, self.scorer.scores(variants), "gain", sign=1.0)

    def _answered(self, finding: Finding, options: Sequence[Option]) -> Finding:
        """Give the finding its suggestions; none where no candidate is good enough."""
        good = [(o, self._value(o)) for o in options[: self.weights.most]]
        good = [(option, value) for option, value in good if value >= self.weights.least]
        if not good:
            return finding
        best = good[0][0].candidate
        because = (Evidence(best.source, best.detail or f"“{best.text}” fits here better"),)
        return finding.with_(
            suggestions=tuple(
                Suggestion(o.candidate.text, confidence=round(v, 3)) for o, v in good
            ),
            evidence=finding.evidence + because,
        )


def _source_features(candidate: Candidate) -> dict[str, float]:
    features = {f"from_{source}": float(source == candidate.source) for source in SOURCES}
    return {**features, "near": candidate.similarity}


def _with(option: Option, **features: float) -> Option:
    return option._replace(features={**option.features, **features})


def _with_lead(options: Sequence[Option]) -> list[Option]:
    """How far a near term is ahead of the next one; a crowd of near terms is no certainty."""
    near = [*sorted((o.candidate.similarity for o in options), reverse=True), 0.0, 0.0]
    return [
        _with(o, lead=o.candidate.similarity - near[o.candidate.similarity == near[0]])
        if o.candidate.similarity
        else o
        for o in options
    ]


def _spread(
    options: list[list[Option]], values: Sequence[float], name: str, *, sign: float
) -> list[list[Option]]:
    """Deal out values that stand as: the original, then its candidates, place after place."""
    made: list[list[Option]] = []
    at = 0
    for found in options:
        base = values[at] if found or at < len(values) else 0.0
        gains = [sign * (value - base) for value in values[at + 1 : at + 1 + len(found)]]
        at += 1 + len(found)
        made.append([_with(o, **{name: g}) for o, g in zip(found, gains, strict=True)])
    return made
