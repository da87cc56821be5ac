"""The one runtime: CTranslate2 and the tokenizers library, loaded late and with errors as sentences."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from mtqa.errors import ModelError

__all__ = ["load_ctranslate2", "load_tokenizer", "threads"]


def threads() -> int:
    """How many cores a model may use: those this process may run on, four at most.

    ``MTQA_THREADS`` sets another bound: a batch of several processes gives each one core.
    """
    bound = os.environ.get("MTQA_THREADS", "")
    if bound.isdigit() and int(bound) > 0:
        return int(bound)
    allowed = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    return max(1, min(4, allowed))


def load_ctranslate2(kind: str, folder: Path, cores: int) -> Any:
    """Load an ``Encoder`` or a ``Generator`` in int8."""
    try:
        import ctranslate2
    except ImportError:
        raise ModelError("CTranslate2 is not installed; `pip install ctranslate2`.") from None
    try:
        return getattr(ctranslate2, kind)(
            str(folder), device="cpu", compute_type="int8", inter_threads=1, intra_threads=cores
        )
    except (RuntimeError, ValueError, OSError) as error:
        raise ModelError(
            f"the model cannot be loaded ({str(error).splitlines()[0]}); "
            "pull it again with `mtqa models pull --force` or reinstall the package.",
            place=str(folder),
        ) from None


def load_tokenizer(path: Path) -> Any:
    """Load a tokenizer without padding or truncation."""
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # the library raises bare Exception
        raise ModelError(
            f"the tokenizer cannot be read ({error}); reinstall it.", place=str(path)
        ) from None
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
