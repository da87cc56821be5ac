"""Turn the language model's GGUF file into CTranslate2 models, once, without torch.

Two models are written: ``score`` gives log-probabilities of tokens; ``states`` has the identity in
place of the vocabulary, so that its "logits" are the last hidden states and cost nothing extra.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mtqa.errors import ModelError

__all__ = ["convert_gguf"]


def convert_gguf(source: Path, target: Path) -> None:
    """Write ``target/score``, ``target/states`` and ``target/tokenizer.json``."""
    from gguf import GGUFReader

    try:
        reader = GGUFReader(source)
        weights = _dequantise(reader)
        facts = _facts(reader)
    except (ValueError, KeyError, IndexError, OSError) as error:
        raise ModelError(
            f"the language model's file is not readable as GGUF ({error}); "
            "`mtqa models pull --force` fetches it again.",
            place=str(source),
        ) from None
    vocabulary = _strings(reader, "tokenizer.ggml.tokens")
    embeddings = weights["token_embd.weight"]
    _write(facts, weights, embeddings, vocabulary, target / "score")
    _write(facts, weights, _identity(embeddings.shape[1]), vocabulary, target / "states")
    _write_embeddings(embeddings, target)
    _write_tokenizer(vocabulary, _strings(reader, "tokenizer.ggml.merges"), target)


def _identity(size: int) -> Any:
    import numpy

    return numpy.eye(size, dtype=numpy.float32)


def _dequantise(reader: Any) -> dict[str, Any]:
    import numpy
    from gguf.quants import dequantize

    return {
        tensor.name: numpy.ascontiguousarray(
            dequantize(tensor.data, tensor.tensor_type), dtype=numpy.float32
        )
        for tensor in reader.tensors
    }


def _facts(reader: Any) -> dict[str, float]:
    names = {
        "layers": "llama.block_count",
        "heads": "llama.attention.head_count",
        "heads_kv": "llama.attention.head_count_kv",
        "base": "llama.rope.freq_base",
        "epsilon": "llama.attention.layer_norm_rms_epsilon",
    }
    return {
        short: float(reader.fields[name].parts[reader.fields[name].data[0]][0])
        for short, name in names.items()
    }


def _strings(reader: Any, name: str) -> list[str]:
    field = reader.fields[name]
    return [bytes(field.parts[index]).decode("utf-8") for index in field.data]


def _write(
    facts: dict[str, float],
    weights: dict[str, Any],
    projection: Any,
    vocabulary: list[str],
    folder: Path,
) -> None:
    """Fill a decoder specification, quantise it and save it."""
    import numpy
    from ctranslate2.specs import common_spec, transformer_spec

    spec = transformer_spec.TransformerDecoderModelSpec.from_config(
        int(facts["layers"]),
        int(facts["heads"]),
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=True,
        rotary_base=facts["base"],
        num_heads_kv=int(facts["heads_kv"]),
    )
    decoder = spec.decoder
    decoder.scale_embeddings = False
    decoder.embeddings.weight = weights["token_embd.weight"].copy()
    decoder.layer_norm.gamma = weights["output_norm.weight"].copy()
    decoder.projection.weight = projection.copy()
    for number, layer in enumerate(decoder.layer):
        prefix = f"blk.{number}."
        # Copies: quantising writes into the arrays it is given.
        part = {name: weights[f"{prefix}{name}.weight"].copy() for name in _LAYER}
        layer.self_attention.layer_norm.gamma = part["attn_norm"]
        layer.self_attention.linear[0].weight = numpy.concatenate(
            [part["attn_q"], part["attn_k"], part["attn_v"]]
        )
        layer.self_attention.linear[1].weight = part["attn_output"]
        layer.ffn.layer_norm.gamma = part["ffn_norm"]
        layer.ffn.linear_0.weight = part["ffn_gate"]
        layer.ffn.linear_0_noact.weight = part["ffn_up"]
        layer.ffn.linear_1.weight = part["ffn_down"]
    _save(spec, vocabulary, facts["epsilon"], folder)


_LAYER = (
    "attn_norm", "attn_q", "attn_k", "attn_v", "attn_output",
    "ffn_norm", "ffn_gate", "ffn_up", "ffn_down",
)  # fmt: skip


def _save(spec: Any, vocabulary: list[str], epsilon: float, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    spec.register_vocabulary(vocabulary)
    spec.config.bos_token = vocabulary[1]
    spec.config.eos_token = vocabulary[2]
    spec.config.unk_token = vocabulary[0]
    spec.config.layer_norm_epsilon = epsilon
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _write_embeddings(embeddings: Any, folder: Path) -> None:
    """Keep the output layer, so that states can be turned into likely words where one is wanted."""
    import numpy

    numpy.save(folder / "embeddings.npy", embeddings.astype(numpy.float16))


def _write_tokenizer(vocabulary: list[str], merges: list[str], folder: Path) -> None:
    """Rebuild the byte-level tokenizer that the GGUF file describes."""
    from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers

    pairs = [(one, other) for one, _, other in (merge.partition(" ") for merge in merges)]
    tokenizer = Tokenizer(models.BPE({token: i for i, token in enumerate(vocabulary)}, pairs))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in vocabulary[:3]])
    tokenizer.save(str(folder / "tokenizer.json"))
