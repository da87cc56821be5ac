"""Worker processes: those that die, runs that are killed, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from batch_helpers import FLAGS, QUICK, articles, ids, messages, rows, run, text, write_lines

from mtqa.batch import pool
from mtqa.batch.item import Done, Shard
from mtqa.batch.work import Worker
from mtqa.errors import ModelError


class Mortal(Worker):
    """Dies at an article that says so; ``ONCE`` only where its mark is not there yet."""

    def work(self, shard: Shard, poison: Any = (), at: Callable[[int], None] | None = None) -> Done:
        def hook(number: int) -> None:
            if at is not None:
                at(number)
            data = shard.items[number].data or b""
            mark = self._folder.parent / "once"
            if b"ONCE" in data and not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            if b"POISON" in data and number not in poison:
                os.kill(os.getpid(), signal.SIGKILL)

        return super().work(shard, poison, hook)


class Stillborn(Worker):
    """Dies before its first article."""

    def __init__(self, *_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def with_workers(monkeypatch: pytest.MonkeyPatch, kind: type[Worker]) -> None:
    make = pool.Pool.__init__

    def init(self: pool.Pool, *args: Any, **more: Any) -> None:
        make(self, *args, **{**more, "worker": kind})

    monkeypatch.setattr(pool.Pool, "__init__", init)


def test_a_killed_worker_costs_nothing_and_poison_one_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_workers(monkeypatch, Mortal)
    records = [{"id": f"a{n}", "text": text(n)} for n in range(12)]
    records[4]["text"] = "POISON " + text(4)
    records[7]["text"] = "ONCE " + text(7)
    records[10]["text"] = records[4]["text"]
    source = write_lines(tmp_path / "in.jsonl", records)
    outcome = run(source, tmp_path / "out", engine="local", jobs=2)
    found = rows(tmp_path / "out")
    assert [row["id"] for row in found] == [f"a{n}" for n in range(12)]
    assert [row["row"] for row in found if not row["judged"]] == [4, 10]
    assert "died 2 times" in messages(found[4])
    assert found[10]["duplicate_of"] == "a4"
    assert found[7]["findings"]
    assert outcome.fatal


def test_workers_that_cannot_start_are_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_workers(monkeypatch, Stillborn)
    with pytest.raises(ModelError, match="died before their first article"):
        run(articles(tmp_path / "in.jsonl", 3), tmp_path / "out", engine="local")


def start(source: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mtqa", "batch", str(source), str(out), *FLAGS]
    return subprocess.Popen([*command, "--jobs", "2", "--shard-size", "8"], stderr=subprocess.PIPE)


def wait_for_a_shard(out: Path, run: subprocess.Popen[bytes]) -> None:
    before = len(list(out.glob("rows/part-*")))
    for _ in range(2400):
        if len(list(out.glob("rows/part-*"))) > before or run.poll() is not None:
            return
        time.sleep(0.025)


def test_killed_or_interrupted_and_started_again_nothing_is_lost_or_twice(tmp_path: Path) -> None:
    source = articles(tmp_path / "in.jsonl", 240)
    run(source, tmp_path / "whole", shard_size=8, config=QUICK)
    out = tmp_path / "out"
    for kind, code in ((signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)):
        running = start(source, out)
        wait_for_a_shard(out, running)
        running.send_signal(kind)
        _, told = running.communicate(timeout=60)
        assert running.returncode in (code, 0)
        assert b"Traceback" not in told
    last = start(source, out)
    last.communicate(timeout=120)
    assert last.returncode == 0
    assert ids(out) == [f"a{n}" for n in range(240)]
    assert rows(out) == rows(tmp_path / "whole")
    assert not list(out.glob(".work"))
