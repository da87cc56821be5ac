"""The shipped encoder: it marks engine errors, reads any length, and says what is wrong with its files."""

import json
import shutil
from pathlib import Path

import pytest

from mtqa.core import Segment
from mtqa.engine import segment_text
from mtqa.errors import ModelError
from mtqa.models.card import packaged_weights, read_card, verify
from mtqa.models.encoder import Encoder


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def wrong(encoder: Encoder, text: str) -> dict[str, float]:
    segment = encoder.annotate([segment_text(text)])[0]
    assert segment.notes.wrong is not None
    return dict(zip([word.text for word in segment.words], segment.notes.wrong, strict=True))


def test_an_engine_error_stands_out(encoder: Encoder) -> None:
    found = wrong(encoder, "She gave them two numbers of telephone and left the house.")
    assert found["telephone"] > 0.25 > 0.05 > found["house"]


def test_one_probability_per_word_in_batches(encoder: Encoder) -> None:
    texts = ["", "Yes.", "…", "Кто бы знал, если бы не он?", "日本語の文", "word " * 10_000]
    segments = encoder.annotate([segment_text(text) for text in texts])
    for segment in segments:
        assert segment.notes.wrong is not None
        assert len(segment.notes.wrong) == len(segment.words)
        assert all(0 <= value <= 1 for value in segment.notes.wrong)


def test_a_batch_gives_what_each_alone_gives(encoder: Encoder) -> None:
    texts = ["The talks failed.", "A longer sentence about the talks, which failed in the end."]
    together = encoder.annotate([segment_text(text) for text in texts])
    for text, segment in zip(texts, together, strict=True):
        alone = list(wrong(encoder, text).values())
        assert segment.notes.wrong is not None
        assert alone == pytest.approx(
            list(
                dict(
                    zip([w.text for w in segment.words], segment.notes.wrong, strict=True)
                ).values()
            ),
            abs=0.05,
        )


def test_phrases_near_in_meaning_are_near(encoder: Encoder) -> None:
    rows = encoder.embed(["money whitening", "money laundering", "goalkeeper", ""])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


def test_no_segments(encoder: Encoder) -> None:
    nothing: list[Segment] = []
    assert encoder.annotate(nothing) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(packaged_weights(), tmp_path / "w")
    return tmp_path / "w"


def test_the_shipped_files_are_those_of_the_card() -> None:
    assert verify() == []
    card = read_card(packaged_weights())
    assert sum(card["files"].values()) <= 25_000_000


@pytest.mark.parametrize("name", ["model.bin", "heads.npz", "tokenizer.json", "card.json"])
def test_missing_files(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        Encoder(copy)


def test_truncated_weights(copy: Path) -> None:
    data = (copy / "model.bin").read_bytes()
    (copy / "model.bin").write_bytes(data[: len(data) // 2])
    with pytest.raises(ModelError, match="cut short"):
        Encoder(copy)


def test_damaged_weights_of_the_right_size(copy: Path) -> None:
    size = (copy / "tokenizer.json").stat().st_size
    (copy / "tokenizer.json").write_bytes(b"x" * size)
    assert verify(copy) == ["tokenizer.json"]
    with pytest.raises(ModelError, match="tokenizer"):
        Encoder(copy).annotate([segment_text("Hello.")])


def test_another_format(copy: Path) -> None:
    card = json.loads((copy / "card.json").read_text())
    (copy / "card.json").write_text(json.dumps({**card, "format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        Encoder(copy)
    (copy / "card.json").write_text("{")
    with pytest.raises(ModelError, match="damaged"):
        Encoder(copy)
