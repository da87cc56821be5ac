"""Write the trained detector as shipped weights: `python -m training.export_encoder BASE STATE VERSION OUT`.

OUT holds priors.tsv already (make_priors).
"""

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import numpy
import torch
from ctranslate2.converters import TransformersConverter

from training.encoder import Detector

FILES = ("model.bin", "config.json", "vocabulary.txt", "tokenizer.json", "heads.npz", "priors.tsv")


def main() -> None:
    """Quantise the body to int8, keep the heads in half precision, and write the card."""
    base, state, version, out = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    model = Detector(base)
    model.load_state_dict(torch.load(state))
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        model.body.save_pretrained(folder)
        for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
            shutil.copy(base / name, folder)
        made = Path(folder) / "made"
        TransformersConverter(folder).convert(str(made), quantization="int8")
        for path in made.iterdir():
            shutil.copy(path, out)
    slim(base, out)
    heads = {name.replace(".", "_"): value.detach().numpy().astype(numpy.float16)
             for name, value in model.named_parameters() if name.split(".")[0] in {"hidden", "out", "phrase"}}  # fmt: skip
    numpy.savez_compressed(out / "heads.npz", **heads)
    write_card(out, version, {"edit": 1.0, "post_edit": 0.0, "bias": 0.0})


def slim(base: Path, out: Path) -> None:
    """The same tokenizer and vocabulary in fewer bytes."""
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    compact = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
    (out / "tokenizer.json").write_text(compact, encoding="utf-8")
    words = json.loads((out / "vocabulary.json").read_text(encoding="utf-8"))
    (out / "vocabulary.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    (out / "vocabulary.json").unlink()


def write_card(out: Path, version: str, scale: dict[str, float]) -> None:
    """Sizes are checked at every start, hashes by `mtqa models verify`."""
    card = {
        "format": 1, "version": version, "base": "all-MiniLM-L6-v2", "cls": 101, "sep": 102, "scale": scale,
        "files": {name: (out / name).stat().st_size for name in FILES},
        "sha256": {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES},
    }  # fmt: skip
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(sum(card["files"].values()) / 1e6, "MB")


if __name__ == "__main__":
    main()
