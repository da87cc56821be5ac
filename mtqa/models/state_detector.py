"""The second detector: a small head that reads the language model's states both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mtqa.core import Segment
from mtqa.errors import ModelError
from mtqa.models.batching import owners
from mtqa.models.encoder import Encoder
from mtqa.models.language_model import LanguageModel

__all__ = ["StateDetector", "packaged_head", "word_states"]

GROUP = 64
DOUBT = 0.15


def packaged_head() -> Path:
    """The weights of the head inside the package."""
    return Path(__file__).parent.parent / "data" / "encoder" / "states.npz"


class StateDetector:
    """Joins its opinion with the encoder's in ``notes.wrong`` (sum of log-odds, weights fitted)."""

    def __init__(self, model: LanguageModel, encoder: Encoder, path: Path | None = None) -> None:
        self._model = model
        self._encoder = encoder
        self._path = path or packaged_head()
        self.signature = f"{model.signature}+states"

    @cached_property
    def _weights(self) -> dict[str, Any]:
        import numpy

        try:
            with numpy.load(self._path) as stored:
                return {name: stored[name].astype(numpy.float32) for name in stored.files}
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the second detector's weights cannot be read ({error}); reinstall the package.",
                place=str(self._path),
            ) from None

    def annotate(self, segments: Sequence[Segment]) -> list[Segment]:
        """Return the segments with ``notes.wrong`` of both detectors.

        The language model is slow: in a smooth article it reads only the sentences that the encoder
        has a doubt about.
        """
        chosen = [number for number, segment in enumerate(segments) if _is_doubtful(segment)]
        read = dict(zip(chosen, self.read([segments[n] for n in chosen]), strict=True))
        return [read.get(number, segment) for number, segment in enumerate(segments)]

    def read(self, segments: Sequence[Segment]) -> list[Segment]:
        """Return all the segments read by both detectors."""
        spans = [[(token.start, token.end) for token in segment.words] for segment in segments]
        rows = self._model.states([segment.text for segment in segments])
        logits = self.logits(rows, spans)
        return [
            self._noted(s, logit, row) for s, logit, row in zip(segments, logits, rows, strict=True)
        ]

    def _noted(self, segment: Segment, logit: Any, row: Any) -> Segment:
        output = segment.notes.extra.get("encoder")
        if output is None:
            return segment
        wrong = tuple(self._encoder.probabilities(output, logit))
        extra = MappingProxyType({**segment.notes.extra, "states": logit, "lm": row})
        return replace(segment, notes=replace(segment.notes, wrong=wrong, extra=extra))

    def logits(self, rows: Sequence[Any], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Any]:
        """Return the log-odds of an error per word, from the model's states."""
        found: list[Any] = []
        for start in range(0, len(rows), GROUP):
            part = slice(start, start + GROUP)
            words = [
                word_states(r, o, s) for (r, o), s in zip(rows[part], spans[part], strict=True)
            ]
            found.extend(_read(words, self._weights))
        return found


def _is_doubtful(segment: Segment) -> bool:
    """Tell whether a sentence is worth reading twice."""
    return bool(segment.notes.extra.get("rough")) or max(segment.notes.wrong or (0.0,)) >= DOUBT


def word_states(
    states: Any, offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> Any:
    """Return per word: the state before it (what was expected) and the state at its end (what came)."""
    import numpy

    size = states.shape[1]
    made = numpy.zeros((len(spans), 2 * size), numpy.float32)
    seen: set[int] = set()
    for place, word in enumerate(owners([_trimmed(o) for o in offsets], spans)):
        if word < 0:
            continue
        if word not in seen:
            made[word, :size] = states[place]
            seen.add(word)
        made[word, size:] = states[place + 1]
    return made


def _trimmed(offset: tuple[int, int]) -> tuple[int, int]:
    """A byte-level token holds the space before it; the word begins after."""
    return (offset[0] + 1, offset[1]) if offset[1] - offset[0] > 1 else offset


def _read(words: Sequence[Any], weights: dict[str, Any]) -> list[Any]:
    """Run projection, a GRU in both directions and the output over a padded group."""
    import numpy

    longest = max((len(row) for row in words), default=0)
    if not longest:
        return [numpy.zeros(len(row), numpy.float32) for row in words]
    size = weights["project_weight"].shape[0]
    inputs = numpy.zeros((len(words), longest, size), numpy.float32)
    mask = numpy.zeros((len(words), longest, 1), numpy.float32)
    for number, row in enumerate(words):
        if len(row):
            value = _normal(row) @ weights["project_weight"].T + weights["project_bias"]
            inputs[number, : len(row)] = numpy.tanh(value)
            mask[number, : len(row)] = 1
    forward = _gru(inputs, mask, weights, "")
    backward = _gru(inputs[:, ::-1], mask[:, ::-1], weights, "_reverse")[:, ::-1]
    joined = numpy.concatenate([inputs, forward, backward], axis=2)
    logits = (joined @ weights["out_weight"].T + weights["out_bias"])[:, :, 0]
    return [logits[number, : len(row)] for number, row in enumerate(words)]


def _normal(row: Any) -> Any:
    """Scale each half to unit variance; quantised states differ from exact ones in size."""
    import numpy

    half = row.shape[1] // 2
    parts = [row[:, :half], row[:, half:]]
    return numpy.concatenate(
        [p / (numpy.sqrt((p * p).mean(axis=1, keepdims=True)) + 1e-6) for p in parts], axis=1
    )


def _gru(inputs: Any, mask: Any, weights: dict[str, Any], way: str) -> Any:
    """A gated recurrent unit as torch defines it; padding leaves the state as it is."""
    import numpy

    gates = inputs @ weights[f"weight_ih_l0{way}"].T + weights[f"bias_ih_l0{way}"]
    recur, bias = weights[f"weight_hh_l0{way}"].T, weights[f"bias_hh_l0{way}"]
    size = recur.shape[0]
    state = numpy.zeros((inputs.shape[0], size), numpy.float32)
    made = numpy.zeros((*inputs.shape[:2], size), numpy.float32)
    for step in range(inputs.shape[1]):
        own = state @ recur + bias
        reset = _sigmoid(gates[:, step, :size] + own[:, :size])
        keep = _sigmoid(gates[:, step, size : 2 * size] + own[:, size : 2 * size])
        new = numpy.tanh(gates[:, step, 2 * size :] + reset * own[:, 2 * size :])
        after = (1 - keep) * new + keep * state
        state = mask[:, step] * after + (1 - mask[:, step]) * state
        made[:, step] = state
    return made


def _sigmoid(x: Any) -> Any:
    import numpy

    return 1 / (1 + numpy.exp(-x))
