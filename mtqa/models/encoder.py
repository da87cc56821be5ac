"""The small transformer shipped with the package: which words are wrong, and what a phrase means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mtqa.core import Annotations, Segment
from mtqa.errors import ModelError
from mtqa.models.batching import Window, batches, owners, windows
from mtqa.models.card import packaged_weights, read_card
from mtqa.models.runtime import load_ctranslate2, load_tokenizer, threads

__all__ = ["KINDS", "Encoder"]

WINDOW, MARGIN, BUDGET = 200, 24, 4096
KINDS = ("keep", "replace", "inflect", "delete", "reorder", "case", "missing")


class Encoder:
    """Writes the probability that a word is wrong on every segment, and embeds phrases."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or packaged_weights()
        self.card = read_card(self.folder)

    @property
    def signature(self) -> str:
        """Name and version of the weights."""
        return f"encoder-{self.card['version']}"

    @cached_property
    def _parts(self) -> tuple[Any, Any, dict[str, Any]]:
        import numpy

        tokenizer = load_tokenizer(self.folder / "tokenizer.json")
        model = load_ctranslate2("Encoder", self.folder, threads())
        try:
            with numpy.load(self.folder / "heads.npz") as stored:
                heads = {name: stored[name].astype(numpy.float32) for name in stored.files}
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the encoder's heads cannot be read ({error}); reinstall the package.",
                place=str(self.folder / "heads.npz"),
            ) from None
        return tokenizer, model, heads

    @cached_property
    def _priors(self) -> dict[str, float]:
        """What training text planted too often: log-odds to take back, by word."""
        path = self.folder / "priors.tsv"
        try:
            rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
            return {word: float(value) for word, value in rows}
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the encoder's priors cannot be read ({error}); reinstall the package.",
                place=str(path),
            ) from None

    def annotate(self, segments: Sequence[Segment]) -> list[Segment]:
        """Fill ``notes.wrong`` and, under ``extra["encoder"]``, all outputs per word."""
        outputs = self.outputs(
            [segment.text for segment in segments],
            [[(token.start, token.end) for token in segment.words] for segment in segments],
        )
        return [
            replace(segment, notes=_noted(segment.notes, output, self.probabilities(output)))
            for segment, output in zip(segments, outputs, strict=True)
        ]

    def probabilities(self, output: Any, states: Any = None) -> list[float]:
        """Turn outputs into calibrated probabilities; ``states`` are the second detector's log-odds."""
        import numpy

        scale = self.card["scale" if states is None else "scale_deep"]
        logit = output[:, 0] * scale["edit"] + output[:, 1] * scale["post_edit"] + scale["bias"]
        if states is not None:
            logit = logit + states * scale["states"]
        return [float(value) for value in 1 / (1 + numpy.exp(-numpy.clip(logit, -30, 30)))]

    def outputs(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[Any]:
        """Return an array (words × outputs) per text, for the words at ``spans``."""
        import numpy

        tokenizer, _, heads = self._parts
        encodings = tokenizer.encode_batch(list(texts), add_special_tokens=False)
        owned = [owners(e.offsets, s) for e, s in zip(encodings, spans, strict=True)]
        size = heads["hidden_weight"].shape[1]
        sums = [numpy.zeros((len(s), size), numpy.float32) for s in spans]
        counts = [numpy.zeros(len(s), numpy.float32) for s in spans]
        for group in batches(windows([len(e.ids) for e in encodings], WINDOW, MARGIN), BUDGET):
            states = self._states([encodings[w.text].ids[w.start : w.end] for w in group])
            for row, window in zip(states, group, strict=True):
                _gather(row, window, owned[window.text], sums[window.text], counts[window.text])
        if not sums:
            return []
        means = [s / numpy.maximum(c, 1)[:, None] for s, c in zip(sums, counts, strict=True)]
        ends = numpy.cumsum([len(mean) for mean in means])[:-1]
        made = numpy.split(self._heads(numpy.concatenate(means)), ends)
        for output, text, places in zip(made, texts, spans, strict=True):
            output[:, 0] -= [self._priors.get(text[a:b].lower(), 0.0) for a, b in places]
        return made

    def embed(self, phrases: Sequence[str]) -> Any:
        """Return unit vectors, one row a phrase."""
        import numpy

        tokenizer, _, heads = self._parts
        rows = numpy.zeros((len(phrases), heads["phrase_weight"].shape[0]), numpy.float32)
        ids = [
            e.ids[:WINDOW] for e in tokenizer.encode_batch(list(phrases), add_special_tokens=False)
        ]
        for group in batches([Window(i, 0, len(x), 0, len(x)) for i, x in enumerate(ids)], BUDGET):
            for row, window in zip(self._states([ids[w.text] for w in group]), group, strict=True):
                rows[window.text] = row[: window.end + 2].mean(axis=0)
        rows = rows @ heads["phrase_weight"].T
        unit: Any = rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return unit

    def _states(self, ids: list[list[int]]) -> Any:
        """Hidden states of a batch, with [CLS] and [SEP] around every row."""
        import numpy

        _, model, _ = self._parts
        first, last = self.card["cls"], self.card["sep"]
        output = model.forward_batch([[first, *row, last] for row in ids])
        return numpy.array(output.last_hidden_state)

    def _heads(self, words: Any) -> Any:
        import numpy

        _, _, heads = self._parts
        hidden = words @ heads["hidden_weight"].T + heads["hidden_bias"]
        hidden = 0.5 * hidden * (1 + _erf(hidden / numpy.sqrt(2)))
        return hidden @ heads["out_weight"].T + heads["out_bias"]


def _gather(states: Any, window: Window, owned: list[int], sums: Any, counts: Any) -> None:
    """Add the kept tokens' states to the words that own them; place 0 is [CLS]."""
    import numpy

    kept = range(window.keep_from, window.keep_to)
    words = numpy.array([owned[place] for place in kept], dtype=numpy.int64)
    rows = states[[place - window.start + 1 for place in kept]]
    inside = words >= 0
    numpy.add.at(sums, words[inside], rows[inside])
    numpy.add.at(counts, words[inside], 1)


def _erf(x: Any) -> Any:
    """The error function to 1.5e-7 (Abramowitz and Stegun 7.1.26); numpy has none."""
    import numpy

    t = 1 / (1 + 0.3275911 * numpy.abs(x))
    poly = t * (
        0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))
    )
    return numpy.sign(x) * (1 - poly * numpy.exp(-x * x))


def _noted(notes: Annotations, output: Any, wrong: list[float]) -> Annotations:
    extra = MappingProxyType({**notes.extra, "encoder": output})
    return replace(notes, wrong=tuple(wrong), extra=extra)
