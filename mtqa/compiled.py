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

from mtqa import recordfile

__all__ = ["cached", "compile_into", "content_key", "packaged_folder"]

_KEEP = 6
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


def cached(kind: str, key: str, build: Callable[[], Any], *, records: bool = False) -> Any:
    """Return the compilation from the package or the user's cache, else build and keep it.

    ``records`` keeps it as a :mod:`mtqa.recordfile`, of which only what is asked for is read. A
    cache that cannot be read or written costs time, never a failure.
    """
    name = f"{kind}-{key}{recordfile.SUFFIX if records else '.json'}"
    if _target is not None:
        write(_target[0] / name, build())
        _target[1].append(_target[0] / name)
        return _read(_target[0] / name)
    for folder in (packaged_folder(), _user_folder()):
        with contextlib.suppress(OSError, ValueError, KeyError):
            return _read(folder / name)
    data = build()
    with contextlib.suppress(OSError):
        write(_user_folder() / name, data)
        _prune(_user_folder(), kind)
    return data


def _read(path: Path) -> Any:
    if path.suffix == recordfile.SUFFIX:
        return recordfile.load(path)
    return json.loads(path.read_bytes())


@contextlib.contextmanager
def compile_into(folder: Path) -> Iterator[list[Path]]:
    """Compile everything loaded inside the block anew and keep it in ``folder``."""
    global _target
    written: list[Path] = []
    for old in [*folder.glob("*.json"), *folder.glob(f"*{recordfile.SUFFIX}")]:
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
        with os.fdopen(handle, "wb") as stream:
            if path.suffix == recordfile.SUFFIX:
                stream.write(recordfile.dumps(data))
            else:
                text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
                stream.write(text.encode("utf-8"))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _user_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("mtqa", appauthor=False)) / "compiled"


def _prune(folder: Path, kind: str) -> None:
    found = sorted(folder.glob(f"{kind}-*"), key=lambda path: path.stat().st_mtime)
    for path in found[:-_KEEP]:
        with contextlib.suppress(OSError):
            path.unlink()
