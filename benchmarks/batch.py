"""Figures of the batch: articles per second, scaling, memory, kill -9 and resume, Ray beside local.

    python benchmarks/batch.py make FILE.jsonl --from SENTENCES[.gz] … [--whole seeds/*.txt] [--apertium]
    python benchmarks/batch.py scale FILE.jsonl [--depth fast standard] [--rounds 3]
    python benchmarks/batch.py kill FILE.jsonl [--times 10]
    python benchmarks/batch.py ray FILE.jsonl

``make`` writes --articles (10,000) of 12 to 30 sentences, seeded, drawn from files with a sentence
a line (--apertium sends them through Spanish and back first), one in a hundred a whole article
(--whole). The others take the first --articles of the file (all of them), so that 200 give a quick
look. What is made is data and is never committed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from articles import make

from mtqa.batch import Job, Outcome, run_job
from mtqa.batch.files import iter_rows
from mtqa.batch.progress import Progress
from mtqa.config import Config


class Watch(Progress):
    """Notes when articles were first and last taken up: loading is not counted."""

    def __init__(self) -> None:
        super().__init__(None, quiet=True)
        self.first = self.last = 0.0
        self.at_first = 0

    def tick(self, count: int) -> None:
        super().tick(count)
        self.last = time.perf_counter()
        if not self.first:
            self.first, self.at_first = self.last, self.done

    @property
    def rate(self) -> float:
        return (self.done - self.at_first) / max(self.last - self.first, 1e-9)


def cpu() -> tuple[float, float]:
    """Return the CPU seconds of ended children and of this process: load of others does not count."""
    kinds = (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)
    children, own = (usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))
    return children, own


def peaks(outcome: Outcome) -> list[str]:
    """Say for each worker what it had held at most by the first thousand articles, and by the end."""
    early: dict[str, float] = {}
    late: dict[str, float] = {}
    taken = 0
    for shard in outcome.shards:
        worker = Path(shard.draft).name.split(".")[1]
        if taken < 1000 or worker not in early:
            early[worker] = shard.peak_mb
        late[worker] = shard.peak_mb
        taken += shard.rows
    return [f"{early[worker]:.0f} → {late[worker]:.0f}" for worker in sorted(early)]


HEAD = f"{'depth':<10}{'engine':<8}{'jobs':>4}{'articles':>10}{'words':>10}{'art./s':>9}{'busy':>9}{'words/s':>9}{'CPU ms/art.':>13}{'wall s':>8}  peak MB a worker, first 1000 → end"


def run(
    options: argparse.Namespace, source: Path, out: Path, depth: str, **changes: Any
) -> tuple[float, float, float]:
    """Run a batch afresh and print its line.

    Return articles per second once it is under way, the same while workers were busy (which leaves
    out how an engine starts and hands on), and the seconds in all.
    """
    shutil.rmtree(out, ignore_errors=True)
    job = Job(str(source), str(out), **{"shard_size": options.shard_size, **changes})
    watch, before, started = Watch(), cpu(), time.perf_counter()
    outcome = run_job(job, Config(depth=depth), progress=watch)
    wall = time.perf_counter() - started
    used = sum(cpu()) - sum(before)
    busy = job.jobs * outcome.checked / sum(shard.seconds for shard in outcome.shards)
    words = outcome.summary.words / outcome.checked * busy
    print(
        f"{depth:<10}{job.engine:<8}{job.jobs:>4}{outcome.checked:>10}{outcome.summary.words:>10}{watch.rate:>9.1f}"
        f"{busy:>9.1f}{words:>9.0f}{1000 * used / outcome.checked:>13.1f}{wall:>8.1f}  {', '.join(peaks(outcome))}",
        flush=True,
    )
    return watch.rate, busy, wall


def scale(options: argparse.Namespace, source: Path, folder: Path) -> None:
    """Compare one process with two; a model has one thread in both, or one would use both cores."""
    os.environ["MTQA_THREADS"] = "1"
    print(HEAD)
    efficiency = []
    for depth in options.depth:
        for turn in range(options.rounds):
            one, two = (
                run(options, source, folder / "out", depth, jobs=jobs)[0] for jobs in (1, 2)
            )
            efficiency.append(f"{depth}, round {turn + 1}: two / one {two / one:.2f}, efficiency {two / one / 2:.2f}")  # fmt: skip
    print(*efficiency, sep="\n")


def rows(out: Path) -> list[Any]:
    return [row for part in sorted(out.glob("rows/part-*")) for row in iter_rows(part)]


def shards_in(out: Path) -> int:
    return len(list(out.glob("rows/part-*")))


def wait_for(out: Path, run: subprocess.Popen[bytes], more: int) -> None:
    """Wait for so many new shards; for none: a random while, in which mtqa still loads."""
    target = shards_in(out) + more
    while more and shards_in(out) < target and run.poll() is None:
        time.sleep(0.02)


def kill(options: argparse.Namespace, source: Path, folder: Path) -> None:
    chance = random.Random(options.seed)
    whole, out = folder / "whole", folder / "out"
    size = min(options.shard_size, 20)
    command = [sys.executable, "-m", "mtqa", "batch", str(source), "OUT", "--depth", options.depth[0], "--quiet", "--shard-size", str(size)]  # fmt: skip
    subprocess.run([str(whole) if part == "OUT" else part for part in command], check=False)
    again = [str(out) if part == "OUT" else part for part in command]
    total = shards_in(whole)
    print(f"{'kill -9':<10}{'whole shards':>14}{'of':>7}{'torn drafts':>13}")
    for number in range(options.times):
        process = subprocess.Popen(again, stdout=subprocess.DEVNULL)
        wait_for(out, process, chance.randint(0, 3 * total // (2 * options.times + 4)))
        time.sleep(chance.uniform(0.0, 0.5))
        late = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        process.wait()
        drafts = len(list(out.glob(".work/*.draft")))
        print(f"{number + 1:<10}{shards_in(out):>14}{total:>7}{drafts:>13}{'  (had ended)' if late else ''}", flush=True)  # fmt: skip
    subprocess.run(again, check=False)
    left, right = rows(whole), rows(out)
    ids = [row["id"] for row in right]
    given = [json.loads(line)["id"] for line in source.read_text(encoding="utf-8").splitlines()]
    print(f"ids are those of the input, each once: {ids == given} ({len(ids)}); rows as undisturbed: {left == right}")  # fmt: skip


def ray(options: argparse.Namespace, source: Path, folder: Path) -> None:
    print(HEAD)
    for depth in options.depth:
        outs = [folder / name for name in ("local", "ray")]
        (_, here, wall), (_, there, walls) = (run(options, source, out, depth, jobs=2, engine=out.name) for out in outs)  # fmt: skip
        print(f"{depth}: same rows: {rows(outs[0]) == rows(outs[1])}; throughput Ray / local: busy workers "
              f"{there / here:.2f}, from start to end {wall / walls:.2f}")  # fmt: skip


def first(options: argparse.Namespace, folder: Path) -> Path:
    """Return a file of as many articles as are wanted."""
    source = folder / "articles.jsonl"
    with options.file.open(encoding="utf-8") as given:
        source.write_text("".join(islice(given, options.articles)), encoding="utf-8")
    return source


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["make", "scale", "kill", "ray"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--depth", nargs="+", default=["fast"])
    for name, value in {"shard-size": 100, "rounds": 1, "times": 10, "seed": 6, "pool": 8_000}.items():  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--from", dest="sources", type=Path, nargs="*", default=[])
    parser.add_argument("--whole", type=Path, nargs="*", default=[])
    parser.add_argument("--apertium", action="store_true")
    options = parser.parse_args()
    if options.what == "make":
        return make(options)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    with tempfile.TemporaryDirectory() as folder:
        {"scale": scale, "kill": kill, "ray": ray}[options.what](options, first(options, Path(folder)), Path(folder))  # fmt: skip
    return None


if __name__ == "__main__":
    main()
