"""Any Hugging Face model in the place of the shipped ones, through transformers and torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mtqa.core import Annotations, Segment, Variant
from mtqa.errors import ModelError, UsageError
from mtqa.models.batching import owners

__all__ = ["HFEncoder", "HFLanguageModel", "load_pair", "model_name"]

BATCH = 16
FINE_LABELS = frozenset(["o", "ok", "label_0", "keep", "correct", "good", "0"])


def model_name(setting: str) -> str:
    """Return NAME of ``hf:NAME``; anything else is an error that says how to write it."""
    kind, colon, name = setting.partition(":")
    if kind != "hf" or not colon or not name.strip():
        raise UsageError(
            f"a model is written hf:NAME, e.g. hf:distilbert-base-cased, not “{setting}”."
        )
    return name.strip()


def load_pair(name: str, kind: str) -> tuple[Any, Any]:
    """Load tokenizer and model of a transformers auto class, or say what is wrong with it."""
    try:
        import torch  # noqa: F401
        import transformers
    except ImportError:
        raise ModelError("a Hugging Face model needs torch; `pip install 'mtqa[hf]'`.") from None
    local = Path(name).exists() or bool(os.environ.get("HF_HUB_OFFLINE"))
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(name, local_files_only=local)
        model, report = getattr(transformers, kind).from_pretrained(
            name, local_files_only=local, output_loading_info=True
        )
    except Exception as error:  # the libraries raise a dozen kinds
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelError(f"the Hugging Face model {name} cannot be loaded ({reason}).") from None
    missing = sorted(report["missing_keys"])
    if missing:
        raise ModelError(
            f"the Hugging Face model {name} is of the wrong kind: it has no weights for "
            f"{missing[0]}, which {kind.removeprefix('AutoModelFor')} needs."
        )
    return tokenizer, model.eval()


def most_tokens(tokenizer: Any, model: Any) -> int:
    """How much a model reads at once."""
    stated = getattr(model.config, "max_position_embeddings", None) or 512
    return int(min(stated - 2, tokenizer.model_max_length, 512))


class HFEncoder:
    """A token classifier as annotator: every label but the fine ones means an error."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.signature = f"hf-encoder:{Path(name).name}"

    @cached_property
    def _pair(self) -> tuple[Any, Any, list[int]]:
        tokenizer, model = load_pair(self.name, "AutoModelForTokenClassification")
        if not getattr(tokenizer, "is_fast", False):
            raise ModelError(f"the tokenizer of {self.name} gives no places in the text.")
        labels = model.config.id2label
        fine = [number for number, label in labels.items() if str(label).lower() in FINE_LABELS]
        if not fine or len(fine) == len(labels):
            known = ", ".join(str(label) for label in labels.values())
            raise ModelError(
                f"none of the labels of {self.name} ({known}) is known to mean “no error” (O, OK, keep)."
            )
        return tokenizer, model, [int(number) for number in fine]

    def annotate(self, segments: Sequence[Segment]) -> list[Segment]:
        """Fill ``notes.wrong``."""
        return [self._one(segment) for segment in segments]

    def _one(self, segment: Segment) -> Segment:
        import torch

        tokenizer, model, fine = self._pair
        spans = [(token.start, token.end) for token in segment.words]
        wrong = [0.0] * len(spans)
        if not spans:
            return replace(
                segment, notes=replace(segment.notes, wrong=(), extra=MappingProxyType({}))
            )
        encoded = tokenizer(
            segment.text, truncation=True, max_length=most_tokens(tokenizer, model), stride=16,
            return_overflowing_tokens=True, return_offsets_mapping=True, padding=True, return_tensors="pt",
        )  # fmt: skip
        offsets = encoded.pop("offset_mapping").tolist()
        encoded.pop("overflow_to_sample_mapping", None)
        with torch.no_grad():
            shares = model(**encoded).logits.softmax(-1)
        bad = 1 - shares[:, :, fine].sum(-1)
        for places, values in zip(offsets, bad.tolist(), strict=True):
            real = [(at, value) for at, value in zip(places, values, strict=True) if at[1] > at[0]]
            for word, (_, value) in zip(
                owners([(a, b) for (a, b), _ in real], spans), real, strict=True
            ):
                if word >= 0:
                    wrong[word] = max(wrong[word], value)
        notes: Annotations = replace(segment.notes, wrong=tuple(wrong), extra=MappingProxyType({}))
        return replace(segment, notes=notes)


class HFLanguageModel:
    """A causal or masked language model as scorer."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.signature = f"hf-lm:{Path(name).name}"

    @cached_property
    def _parts(self) -> tuple[Any, Any, bool]:
        import transformers

        try:
            config = transformers.AutoConfig.from_pretrained(self.name)
        except Exception as error:  # the library raises a dozen kinds
            raise ModelError(
                f"the Hugging Face model {self.name} cannot be loaded ({str(error).splitlines()[0]})."
            ) from None
        names = " ".join(config.architectures or ())
        masked = "MaskedLM" in names or ("CausalLM" not in names and "LMHead" not in names)
        kind = "AutoModelForMaskedLM" if masked else "AutoModelForCausalLM"
        return (*load_pair(self.name, kind), masked)

    def scores(self, variants: Sequence[Variant]) -> list[float]:
        """Return the log-probability of what follows the shared part; masked models one word at a time."""
        _, _, masked = self._parts
        return [self._masked(v) if masked else self._causal(v) for v in variants]

    def _encoded(self, variant: Variant) -> tuple[Any, list[int]]:
        tokenizer, model, _ = self._parts
        encoded = tokenizer(
            variant.text, return_offsets_mapping=True, return_tensors="pt", truncation=True,
            max_length=most_tokens(tokenizer, model),
        )  # fmt: skip
        places = encoded.pop("offset_mapping")[0].tolist()
        return encoded, [
            i for i, (start, end) in enumerate(places) if end > max(start, variant.shared)
        ]

    def _causal(self, variant: Variant) -> float:
        import torch

        encoded, places = self._encoded(variant)
        with torch.no_grad():
            logs = self._parts[1](**encoded).logits[0].log_softmax(-1)
        ids = encoded["input_ids"][0]
        return sum(float(logs[i - 1, ids[i]]) for i in places if i > 0)

    def _masked(self, variant: Variant) -> float:
        import torch

        tokenizer, model, _ = self._parts
        encoded, places = self._encoded(variant)
        total = 0.0
        for start in range(0, len(places), BATCH):
            part = places[start : start + BATCH]
            rows = encoded["input_ids"].repeat(len(part), 1)
            for row, place in enumerate(part):
                rows[row, place] = tokenizer.mask_token_id
            with torch.no_grad():
                logs = model(input_ids=rows).logits.log_softmax(-1)
            ids = encoded["input_ids"][0]
            total += sum(float(logs[row, place, ids[place]]) for row, place in enumerate(part))
        return total
