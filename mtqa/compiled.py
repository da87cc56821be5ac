"""Data compiled once and kept as JSON: TOML of this size would cost more than the whole check."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

__all__ = ["cached", "compile_into", "content_key", "packaged_folder"]

_KEEP = 12
_target: tuple[Path, list[Path]] | None = None


def packaged_folder() -> Path:
    """The folder of the package for files compiled when the wheel is built."""
    return Path(__file__).parent / "data" / "compiled"


def content_key(version: str, contents: Iterable[bytes]) -> str:
    """Name a compilation by everything it depends on: its form, the word table, the sources."""
    digest = hashlib.sha256(version.encode())
    forms = Path(__file__).parent / "data" / "en" / "forms.tsv"
    digest.update(str(forms.stat().st_size).encode())
    for content in contents:
        digest.update(str(len(content)).encode() + b":" + content)
    return digest.hexdigest()[:32]


def cached(kind: str, key: str, build: Callable[[], Any]) -> Any:
    """Return the compilation from the package or the user's cache, else build and keep it.

    A cache that cannot be read or written costs time, never a failure.
    """
    name = f"{kind}-{key}.json"
    if _target is not None:
        data = build()
        write(_target[0] / name, data)
        _target[1].append(_target[0] / name)
        return json.loads((_target[0] / name).read_bytes())
    for folder in (packaged_folder(), _user_folder()):
        with contextlib.suppress(OSError, ValueError):
            return json.loads((folder / name).read_bytes())
    data = build()
    with contextlib.suppress(OSError):
        write(_user_folder() / name, data)
        _prune(_user_folder(), kind)
    return data


@contextlib.contextmanager
def compile_into(folder: Path) -> Iterator[list[Path]]:
    """Compile everything loaded inside the block anew and keep it in ``folder``."""
    global _target
    written: list[Path] = []
    for old in folder.glob("*.json"):
        old.unlink()
    _target = (folder, written)
    try:
        yield written
    finally:
        _target = None


def write(path: Path, data: Any) -> None:
    """Write whole or not at all, so that two processes never read half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(data, stream, ensure_ascii=False, separators=(",", ":"))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _user_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("mtqa", appauthor=False)) / "compiled"


def _prune(folder: Path, kind: str) -> None:
    found = sorted(folder.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime)
    for path in found[:-_KEEP]:
        path.unlink(missing_ok=True)
