"""The pulled causal language model: log-probabilities in context, and hidden states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from mtqa.core import Variant
from mtqa.errors import ModelError
from mtqa.models.batching import Window, batches, windows
from mtqa.models.runtime import load_ctranslate2, load_tokenizer, threads
from mtqa.models.store import find

__all__ = ["LanguageModel"]

_WORD = re.compile(r"[a-z]{2,}")
START = "<|endoftext|>"
BUDGET, WINDOW, MARGIN = 2048, 300, 30


class LanguageModel:
    """Scores and reads text; each half is loaded when first asked for."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or find()

    @property
    def signature(self) -> str:
        """Name and weights, from the folder that holds their hash."""
        return self.folder.name

    @cached_property
    def tokenizer(self) -> Any:
        """The byte-level tokenizer."""
        return load_tokenizer(self.folder / "tokenizer.json")

    @cached_property
    def _scorer(self) -> Any:
        return load_ctranslate2("Generator", self.folder / "score", threads())

    @cached_property
    def _reader(self) -> Any:
        return load_ctranslate2("Generator", self.folder / "states", threads())

    def scores(self, variants: Sequence[Variant]) -> list[float]:
        """Return the log-probability (nats) of what follows the shared beginning of each text."""
        encodings = self.tokenizer.encode_batch([variant.text for variant in variants])
        rows = [[START, *encoding.tokens] for encoding in encodings]
        if not rows:
            return []
        results = self._scorer.score_batch(rows, max_batch_size=BUDGET, batch_type="tokens")
        totals: list[float] = []
        for variant, encoding, result in zip(variants, encodings, results, strict=True):
            pairs = zip(encoding.offsets, result.log_probs, strict=True)
            totals.append(sum(value for (_, end), value in pairs if end > variant.shared))
        return totals

    @cached_property
    def _words(self) -> tuple[Any, list[str]]:
        """Rows of the output layer that begin a lower-case word, and those words."""
        import numpy

        path = self.folder / "embeddings.npy"
        try:
            stored = numpy.load(path, mmap_mode="r")
        except (OSError, ValueError) as error:
            raise ModelError(
                f"a part of the language model cannot be read ({error}); "
                "`mtqa models pull --force` mends it.",
                place=str(path),
            ) from None
        vocabulary = self.tokenizer.get_vocab()
        begun = {number: token[1:] for token, number in vocabulary.items() if token[0] == "Ġ"}
        numbers = [n for n in sorted(begun) if _WORD.fullmatch(begun[n])]
        return stored[numbers].astype(numpy.float32), [begun[n] for n in numbers]

    def likely_words(self, state: Any, most: int) -> list[str]:
        """Return the words the model expects after the text whose last state this is."""
        import numpy

        rows, words = self._words
        values = rows @ state
        best = numpy.argpartition(-values, most)[:most]
        return [words[i] for i in best[numpy.argsort(-values[best])]]

    def states(self, texts: Sequence[str]) -> list[tuple[Any, list[tuple[int, int]]]]:
        """Return per text the last hidden states (tokens × size) and the tokens' places."""
        import numpy

        encodings = self.tokenizer.encode_batch(list(texts))
        lengths = [len(encoding.ids) for encoding in encodings]
        found: list[Any] = [None] * len(texts)
        for group in batches(windows(lengths, WINDOW, MARGIN), BUDGET):
            ids = [[0, *encodings[w.text].ids[w.start : w.end]] for w in group]
            states = numpy.array(self._reader.forward_batch(ids))
            for window, row in zip(group, states, strict=True):
                _lay(found, window, row, lengths[window.text])
        return [
            (numpy.zeros((1, 1), numpy.float32) if row is None else row, encoding.offsets)
            for row, encoding in zip(found, encodings, strict=True)
        ]


def _lay(found: list[Any], window: Window, row: Any, length: int) -> None:
    """Put the kept part of a window in its place; row 0 is the start token."""
    import numpy

    if found[window.text] is None:
        found[window.text] = numpy.zeros((length + 1, row.shape[1]), numpy.float32)
        found[window.text][0] = row[0]
    begin, end = window.keep_from, window.keep_to
    found[window.text][begin + 1 : end + 1] = row[begin - window.start + 1 : end - window.start + 1]
