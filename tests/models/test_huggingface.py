"""Any Hugging Face model: tiny ones are built and saved here, and loaded by the real code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mtqa.core import Finding, Span, Variant
from mtqa.engine import segment_text
from mtqa.errors import ModelError, UsageError
from mtqa.models.huggingface import HFEncoder, HFLanguageModel, model_name
from mtqa.models.roundtrip import RoundTrip, differences

pytestmark = pytest.mark.torch
WORDS = "the talks failed in geneva on monday said minister a . , numbers of telephone".split()
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
SMALL: dict[str, Any] = {
    "vocab_size": len(SPECIAL) + len(WORDS),
    "hidden_size": 16,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 16,
    "max_position_embeddings": 40,
}


def save_tokenizer(folder: Path) -> None:
    import tokenizers
    import transformers

    names = [*SPECIAL, *WORDS]
    inner = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({w: i for i, w in enumerate(names)}, unk_token="[UNK]")
    )
    inner.normalizer = tokenizers.normalizers.Lowercase()
    inner.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=inner, unk_token="[UNK]", pad_token="[PAD]", cls_token="[CLS]",
        sep_token="[SEP]", mask_token="[MASK]", model_max_length=40,
    ).save_pretrained(folder)  # fmt: skip


@pytest.fixture(scope="module")
def classifier(tmp_path_factory: pytest.TempPathFactory) -> str:
    import transformers

    folder = tmp_path_factory.mktemp("classifier")
    config = transformers.BertConfig(
        **SMALL, id2label={0: "OK", 1: "BAD"}, label2id={"OK": 0, "BAD": 1}
    )
    transformers.BertForTokenClassification(config).save_pretrained(folder)
    save_tokenizer(folder)
    return str(folder)


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> str:
    import transformers

    folder = tmp_path_factory.mktemp("masked")
    transformers.BertForMaskedLM(transformers.BertConfig(**SMALL)).save_pretrained(folder)
    save_tokenizer(folder)
    return str(folder)


@pytest.fixture(scope="module")
def causal(tmp_path_factory: pytest.TempPathFactory) -> str:
    import transformers

    folder = tmp_path_factory.mktemp("causal")
    config = transformers.GPT2Config(
        vocab_size=SMALL["vocab_size"], n_embd=16, n_layer=1, n_head=2, n_positions=40
    )
    transformers.GPT2LMHeadModel(config).save_pretrained(folder)
    save_tokenizer(folder)
    return str(folder)


@pytest.fixture(scope="module")
def translator(tmp_path_factory: pytest.TempPathFactory) -> str:
    import transformers

    folder = tmp_path_factory.mktemp("translator")
    config = transformers.BartConfig(
        vocab_size=SMALL["vocab_size"], d_model=16, encoder_layers=1, decoder_layers=1,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=16, decoder_ffn_dim=16,
        max_position_embeddings=40, pad_token_id=0, bos_token_id=2, eos_token_id=3, decoder_start_token_id=2,
        forced_eos_token_id=None,
    )  # fmt: skip
    transformers.BartForConditionalGeneration(config).save_pretrained(folder)
    save_tokenizer(folder)
    return str(folder)


def test_a_token_classifier_annotates(classifier: str) -> None:
    texts = ["The talks failed.", "", "word " * 300]
    segments = HFEncoder(classifier).annotate([segment_text(text) for text in texts])
    for segment in segments:
        assert segment.notes.wrong is not None
        assert len(segment.notes.wrong) == len(segment.words)
    assert any(value > 0 for value in segments[2].notes.wrong or ())


@pytest.mark.parametrize("kind", ["causal", "masked"])
def test_language_models_score(kind: str, request: pytest.FixtureRequest) -> None:
    model = HFLanguageModel(request.getfixturevalue(kind))
    whole, part = model.scores([Variant("The talks failed.", 0), Variant("The talks failed.", 9)])
    assert whole < part < 0


def test_a_round_trip_bears_witness(translator: str) -> None:
    trip = RoundTrip(f"hf:{translator},hf:{translator}")
    segment = trip.annotate([segment_text("The talks failed.")])[0]
    changed = segment.notes.extra["roundtrip"]
    assert isinstance(changed, tuple)
    assert changed
    finding = Finding(0, 17, "x")
    assert trip.rank([segment], [finding])[0].evidence[0].source == "roundtrip"


def test_differences() -> None:
    assert differences("numbers of telephone rang", "telephone numbers rang") == [
        (0, 10, "telephone numbers"),
        (10, 20, ""),
    ] or differences("a b", "a c") == [(2, 3, "c")]
    assert differences("same", "Same") == []


def test_the_wrong_kind_of_model_is_a_sentence(causal: str, masked: str, classifier: str) -> None:
    with pytest.raises(ModelError, match="wrong kind"):
        HFEncoder(masked).annotate([segment_text("The talks failed.")])
    with pytest.raises(ModelError, match=r"wrong kind|cannot be loaded"):
        RoundTrip(f"hf:{causal},hf:{causal}").annotate([segment_text("The talks.")])


def test_a_name_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        HFEncoder(str(tmp_path)).annotate([segment_text("The talks failed.")])
    with pytest.raises(ModelError, match="cannot be loaded"):
        HFLanguageModel(str(tmp_path)).scores([Variant("The talks.", 0)])


def test_how_models_are_named() -> None:
    assert model_name("hf:some/name") == "some/name"
    for text in ("some/name", "hf:", "xx:name"):
        with pytest.raises(UsageError, match="hf:NAME"):
            model_name(text)
    with pytest.raises(UsageError, match="two models"):
        RoundTrip("hf:one")


def test_nothing_is_proposed_where_nothing_changed() -> None:
    trip = RoundTrip("hf:a,hf:b")
    assert trip.propose(segment_text("The talks failed."), Span(0, 3)) == []
