"""The same job on a real Ray cluster of two worker processes, one of them killed in mid-run."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_helpers import rows, run, text, write_lines

pytestmark = pytest.mark.ray


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    os.environ["RAY_ENABLE_UV_RUN_RUNTIME_ENV"] = "0"
    import ray
    from ray.cluster_utils import Cluster

    memory = 100 * 1024 * 1024
    cluster = Cluster(
        initialize_head=True,
        head_node_args={"num_cpus": 1, "object_store_memory": memory, "include_dashboard": False},
    )
    for _ in range(2):
        cluster.add_node(num_cpus=1, object_store_memory=memory)
    cluster.wait_for_nodes()
    yield cluster
    ray.shutdown()
    cluster.shutdown()


def kill_a_worker(work: Path, killed: list[int]) -> None:
    """Kill the process that is at an article, read from its marker."""
    for _ in range(4000):
        for marker in sorted(work.glob("*.at")):
            lines = marker.read_text(encoding="utf-8").splitlines()
            if len(lines) > 1 and len(lines[-1].split()) == 2:
                killed.append(int(lines[-1].split()[1]))
                os.kill(killed[0], signal.SIGKILL)
                return
        time.sleep(0.005)


def test_same_rows_as_local_with_a_worker_killed(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtqa.batch.judged._knowledge", lambda: "held still")
    records = [{"id": f"a{n}", "text": text(n % 700)} for n in range(800)]
    source = write_lines(tmp_path / "in.jsonl", [*records, {"id": "null", "text": None}])
    run(source, tmp_path / "local", shard_size=100)
    out, killed = tmp_path / "out", list[int]()
    killer = threading.Thread(target=kill_a_worker, args=(out / ".work", killed), daemon=True)
    killer.start()
    run(source, out, shard_size=100, engine="ray", jobs=2, ray_address=cluster.address)
    assert killed
    assert rows(out) == rows(tmp_path / "local")
    again = run(source, out, shard_size=100, engine="ray", jobs=2, ray_address=cluster.address)
    assert again.checked == 0


def test_poison_is_told_from_its_markers(tmp_path: Path) -> None:
    from mtqa.batch.item import Copy, Item, Problem, Shard
    from mtqa.batch.on_ray import _poison, _spool, _unspool

    marker = tmp_path / "x.at"
    assert _poison(marker) == set()
    marker.write_text("start\n0 7\n1 7\nstart\n")
    assert _poison(marker) == set()
    marker.write_text("start\n0 7\n1 7\nstart\n0 8\n1 8\nstart\n0 9\n")
    assert _poison(marker) == {1}
    marker.write_text("start\n0 7\nend\nstart\n0 8\n")
    assert _poison(marker) == set()
    item = Item("é", 3, b"\xff\x00", problems=(Problem("x", fatal=False),))
    shard = Shard(2, "k", (item,), {0: Copy(1, 2, "a")})
    assert _unspool(_spool(shard, tmp_path)) == shard
