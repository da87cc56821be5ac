"""The second detector: its reading of weights is torch's own, and its words are placed right."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from mtqa.engine import segment_text
from mtqa.errors import ModelError
from mtqa.models.encoder import Encoder
from mtqa.models.state_detector import StateDetector, _read, word_states

SIZE = 6


def weights() -> dict[str, np.ndarray]:
    chance = np.random.default_rng(3)
    shapes = {
        "project_weight": (4, 2 * SIZE),
        "project_bias": (4,),
        "out_weight": (1, 10),
        "out_bias": (1,),
    }
    for way in ("", "_reverse"):
        shapes |= {f"weight_ih_l0{way}": (9, 4), f"weight_hh_l0{way}": (9, 3), f"bias_ih_l0{way}": (9,), f"bias_hh_l0{way}": (9,)}  # fmt: skip
    return {name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def test_a_word_has_the_state_before_it_and_the_state_at_its_end() -> None:
    states = np.arange(5, dtype=np.float32)[:, None] * np.ones(2, np.float32)
    # "He brands": ⟨start⟩ · He · ␣br · and · s
    made = word_states(states, [(0, 2), (2, 5), (5, 8), (8, 9)], [(0, 2), (3, 9)])
    assert made.tolist() == [[0, 0, 1, 1], [1, 1, 4, 4]]


@pytest.mark.torch
def test_the_reader_is_torchs_gru() -> None:
    import torch

    given = weights()
    gru = torch.nn.GRU(4, 3, batch_first=True, bidirectional=True)
    with torch.no_grad():
        for name, value in gru.named_parameters():
            value.copy_(torch.from_numpy(given[name]))
    rows = [
        np.random.default_rng(i).normal(size=(n, 2 * SIZE)).astype(np.float32)
        for i, n in enumerate((7, 2))
    ]
    for row, got in zip(rows, _read(rows, given), strict=True):
        halves = [
            part / (np.sqrt((part**2).mean(1, keepdims=True)) + 1e-6)
            for part in np.split(row, 2, axis=1)
        ]
        inputs = np.tanh(
            np.concatenate(halves, 1) @ given["project_weight"].T + given["project_bias"]
        )
        states = gru(torch.from_numpy(inputs)[None])[0][0].detach().numpy()
        wanted = np.concatenate([inputs, states], 1) @ given["out_weight"].T + given["out_bias"]
        assert got == pytest.approx(wanted[:, 0], abs=1e-4)


def test_empty_texts() -> None:
    empty = np.zeros((0, 2 * SIZE), np.float32)
    assert [len(row) for row in _read([empty, empty], weights())] == [0, 0]
    assert _read([], weights()) == []


@pytest.mark.lm
def test_both_detectors_agree_on_an_engine_error() -> None:
    from mtqa.models.language_model import LanguageModel

    encoder = Encoder()
    detector = StateDetector(LanguageModel(), encoder)
    texts = ["She gave them two numbers of telephone and left the house.", "", "…"]
    segments = detector.annotate(encoder.annotate([segment_text(text) for text in texts]))
    notes = segments[0].notes
    assert notes.wrong is not None
    found = dict(zip([word.text for word in segments[0].words], notes.wrong, strict=True))
    assert found["telephone"] > found["house"]


@pytest.mark.lm
def test_a_head_that_cannot_be_read(tmp_path: Path) -> None:
    from mtqa.models.language_model import LanguageModel

    (tmp_path / "states.npz").write_bytes(b"no archive")
    encoder = Encoder()
    detector = StateDetector(LanguageModel(), encoder, tmp_path / "states.npz")
    with pytest.raises(ModelError, match="second detector"):
        detector.read(encoder.annotate([segment_text("The talks failed.")]))


@pytest.mark.lm
def test_the_language_model_prefers_the_right_word() -> None:
    from mtqa.core import Variant
    from mtqa.models.language_model import LanguageModel

    model = LanguageModel()
    start = "He wrote a post filled with exclamation "
    wrong, right = model.scores(
        [Variant(start + "brands.", len(start)), Variant(start + "marks.", len(start))]
    )
    assert right - wrong > 6
    assert model.scores([]) == []
    assert (
        len(model.states(["word " * 3000])[0][0]) == len(model.states(["word " * 3000])[0][1]) + 1
    )


@pytest.mark.lm
def test_states_are_those_the_vocabulary_was_trained_on() -> None:
    from mtqa.models.language_model import LanguageModel

    model = LanguageModel()
    states, _ = model.states(["The president signed the treaty."])[0]
    assert "the" in model.likely_words(states[3], 5)


def test_a_smooth_article_is_read_only_where_there_is_a_doubt() -> None:
    from mtqa.models.state_detector import _is_doubtful

    calm = segment_text("The talks failed.")
    calm = replace(calm, notes=replace(calm.notes, wrong=(0.01, 0.02, 0.03)))
    doubted = replace(calm, notes=replace(calm.notes, wrong=(0.01, 0.5, 0.03)))
    rough = replace(calm, notes=replace(calm.notes, extra=MappingProxyType({"rough": 1.0})))
    assert [_is_doubtful(s) for s in (calm, doubted, rough)] == [False, True, True]
