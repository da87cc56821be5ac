"""Which files a pattern of the settings names: as Git reads it, from the settings' own folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

__all__ = ["names_file", "path_from"]


def path_from(root: Path, path: str) -> str:
    """Return a path as it reads from ``root``, wherever the command was started."""
    if path == "-":
        return path
    try:
        return PurePath(os.path.relpath(path, root)).as_posix()
    except ValueError:  # Another drive.
        return Path(path).absolute().as_posix()


def names_file(pattern: str, path: str) -> bool:
    """Tell whether a pattern names a file: by its end (``*.md``, ``archive/*.md``), or a folder of it.

    ``**`` stands for any number of folders, ``*`` for no more than one.
    """
    parts = [part for part in PurePath(path).as_posix().split("/") if part not in ("", ".")]
    globs = [part for part in pattern.replace("\\", "/").split("/") if part not in ("", ".")]
    starts = [0] if pattern.startswith("/") else range(len(parts))
    ends = range(1, len(parts) + 1)
    return any(_same(parts[a:b], globs) for b in ends for a in starts if a < b)


def _same(parts: Sequence[str], globs: Sequence[str]) -> bool:
    if not globs:
        return not parts
    if globs[0] == "**":
        return any(_same(parts[at:], globs[1:]) for at in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], globs[0]) and _same(parts[1:], globs[1:])
