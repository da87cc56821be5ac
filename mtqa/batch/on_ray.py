"""The same job on a Ray cluster: Ray Data deals shards to actors that hold the linter.

Shards wait as files in the output folder, which every node must see (as Ray's own checkpoints
want it too); what is published, and that it is published once, is decided here as it is locally.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mtqa.batch.item import Copy, Done, Item, Problem, Shard
from mtqa.batch.work import TRIES, Worker
from mtqa.config import Config
from mtqa.errors import ModelError, UsageError

__all__ = ["run_on_ray"]

_MOST_BLOCKS = 2000


def run_on_ray(
    config: Config, folder: Path, form: str, jobs: int, address: str | None, shards: Iterator[Shard]
) -> Iterator[Done]:
    """Yield shards as the cluster finishes them."""
    try:
        import ray
        import ray.data
    except ImportError:
        raise UsageError("--engine ray wants the ray extra: pip install 'mtqa[ray]'.") from None
    waiting = [{"shard": str(_spool(shard, folder))} for shard in shards]
    if not waiting:
        return
    _connect(ray, address)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    blocks = min(len(waiting), _MOST_BLOCKS)
    dataset = ray.data.from_items(waiting, override_num_blocks=blocks).map_batches(
        RayWorker,
        fn_constructor_args=(config, str(folder), form, jobs),
        batch_size=1,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=jobs),
    )
    for row in dataset.iter_rows():
        yield Done(**json.loads(row["done"]))


def _connect(ray: Any, address: str | None) -> None:
    if ray.is_initialized():
        return
    try:
        ray.init(address=address or "local", include_dashboard=None if address else False, log_to_driver=False)  # fmt: skip
    except (ConnectionError, ValueError, OSError) as error:
        raise ModelError(f"no Ray cluster answers at {address}: {error}") from None


class RayWorker:
    """An actor: one linter, many shards."""

    def __init__(self, config: Config, folder: str, form: str, jobs: int) -> None:
        if jobs > 1:
            os.environ.setdefault("MTQA_THREADS", "1")
        self._worker = Worker(config, Path(folder), form)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Check the shards of a batch (one)."""
        return {"done": [self._check(Path(str(path))) for path in batch["shard"]]}

    def _check(self, spool: Path) -> str:
        shard = _unspool(spool)
        marker = spool.with_suffix(".at")
        poison = _poison(marker)
        with marker.open("a", encoding="utf-8") as stream:

            def at(number: int) -> None:
                stream.write(f"{number} {os.getpid()}\n")
                stream.flush()

            stream.write("start\n")
            done = self._worker.work(shard, poison, at)
            stream.write("end\n")
        return json.dumps(asdict(done))


def _poison(marker: Path) -> set[int]:
    """Return the articles at which workers died often enough: the last of each earlier try."""
    if not marker.exists():
        return set()
    tries = marker.read_text(encoding="utf-8").split("start\n")[1:]
    words = [lines.split() for lines in tries]
    last = [line[-2] for line in words if len(line) > 1 and line[-1] != "end"]
    return {int(at) for at in last if last.count(at) >= TRIES}


def _spool(shard: Shard, folder: Path) -> Path:
    path = folder / f"{shard.number:06d}.shard"
    items = [
        asdict(item) | {"data": None if item.data is None else item.data.decode("latin-1")}
        for item in shard.items
    ]
    whole = {"number": shard.number, "key": shard.key, "items": items, "copies": shard.copies}
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def _unspool(path: Path) -> Shard:
    whole = json.loads(path.read_text(encoding="utf-8"))
    items = [
        Item(
            **{
                **item,
                "data": None if item["data"] is None else item["data"].encode("latin-1"),
                "problems": tuple(Problem(*problem) for problem in item["problems"]),
            }
        )
        for item in whole["items"]
    ]
    copies = {int(at): Copy(*copy) for at, copy in whole["copies"].items()}
    return Shard(whole["number"], whole["key"], tuple(items), copies)
