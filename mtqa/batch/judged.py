"""What every row of a batch follows from, so that a run knows which rows another would change."""

from __future__ import annotations

from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Any

from mtqa.batch.item import digest_of
from mtqa.config import Config
from mtqa.linter import Linter

__all__ = ["judged_by"]

# Settings that judge the run and not the articles: a change of them leaves every row as it is.
_POLICY = {"fail_on", "tier", "min_quality", "max", "new_only", "baseline", "exclude", "source"}


def judged_by(linter: Linter, config: Config) -> dict[str, Any]:
    """Return what every row follows from, in parts that can be named, and their common key."""
    settings = {name: value for name, value in asdict(config).items() if name not in _POLICY}
    glossary: Any = linter.kit["glossary"]
    parts = {
        "version": dict(linter.signature.fields)["v"],
        "settings": digest_of([sorted(settings.items())]),
        "glossaries": str(getattr(glossary, "key", "")),
        "models": [value for name, value in linter.signature.fields if name == "model"],
        "knowledge": _knowledge(),
        "signature": str(linter.signature),
    }
    return {**parts, "key": digest_of(parts.values())}


def _knowledge() -> str:
    """Hash the package's own data and code: a development version changes without its number."""
    root = Path(str(files("mtqa")))
    parts: list[object] = []
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        if path.is_file() and "__pycache__" not in inside and inside[0] not in ("batch", "cli"):
            if "compiled" in inside or inside[0] == "render":
                continue
            parts += ["/".join(inside), path.read_bytes()]
    return digest_of(parts)
