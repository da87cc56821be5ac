"""Figures of the batch: articles per second, scaling, memory, kill -9 and resume, Ray beside local.

    python benchmarks/batch.py make ARTICLES.jsonl --from SENTENCES[.gz] … [--count 10000] [--apertium]
    python benchmarks/batch.py scale ARTICLES.jsonl [--depth fast] [--rounds 3]
    python benchmarks/batch.py kill ARTICLES.jsonl [--times 10]
    python benchmarks/batch.py ray ARTICLES.jsonl

``make`` draws articles of 12 to 30 sentences (seeded) from files with a sentence a line and from
whole articles (``--articles seeds/*.txt``); ``--apertium`` sends the sentences through Spanish and
back first. The made file is data and is never committed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from mtqa.batch import Job, Outcome, run_job
from mtqa.batch.files import iter_rows
from mtqa.batch.progress import Progress
from mtqa.config import Config
from mtqa.text.detokenise import detokenise


def sentences(path: Path) -> list[str]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def through_spanish(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    for pair in ("eng-spa", "spa-eng"):
        done = subprocess.run(["apertium", "-u", pair], input=text, capture_output=True, text=True, check=True)  # fmt: skip
        text = done.stdout
    return text.splitlines()


def make(options: argparse.Namespace) -> None:
    chance = random.Random(6)
    pool = [line for path in options.sources for line in sentences(path)]
    pool = [detokenise(line) for line in chance.sample(pool, min(len(pool), options.pool))]
    if options.apertium:
        pool = through_spanish(pool)
    whole = [path.read_text(encoding="utf-8") for path in options.articles]
    with options.file.open("w", encoding="utf-8") as stream:
        for number in range(options.count):
            lines = chance.sample(pool, chance.randint(12, 30))
            paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
            text = "\n\n".join(paragraphs) + "\n"
            if whole and chance.random() < 0.01:
                text = chance.choice(whole)
            stream.write(json.dumps({"id": f"article-{number}", "text": text}) + "\n")


def timed(
    source: Path, out: Path, depth: str, **changes: Any
) -> tuple[float, Outcome, list[float]]:
    """Run a batch afresh; return seconds from the first shard's start, the outcome, peaks."""
    shutil.rmtree(out, ignore_errors=True)
    job = Job(str(source), str(out), **{"shard_size": 100, **changes})
    watch, before = Watch(), cpu()
    outcome = run_job(job, Config(depth=depth), progress=watch)
    each = [1000 * (now - then) / outcome.checked for now, then in zip(cpu(), before, strict=True)]
    print(f"CPU an article, loading included: workers {each[0]:.1f} ms, parent {each[1]:.1f} ms")
    return watch.last - watch.first, outcome, [shard.peak_mb for shard in outcome.shards]


def cpu() -> list[float]:
    """Return the CPU seconds of ended children and of this process: load of others does not count."""
    kinds = (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF)
    return [usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds)]


class Watch(Progress):
    """Notes when the first and the last article were taken up: loading is not counted."""

    def __init__(self) -> None:
        super().__init__(None, quiet=True)
        self.first = self.last = 0.0

    def tick(self, count: int) -> None:
        super().tick(count)
        self.last = time.perf_counter()
        self.first = self.first or self.last


def scale(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(options.rounds):
            rates = {}
            for jobs in (1, 2):
                seconds, outcome, peaks = timed(options.file, Path(folder) / "out", options.depth, jobs=jobs)  # fmt: skip
                rates[jobs] = outcome.checked / seconds
                early = max(peaks[: max(1, 1000 // 100)])
                print(f"{jobs} process(es): {outcome.checked} articles, {outcome.summary.words} words, {rates[jobs]:.1f} articles/s, "
                      f"peak of a worker {early:.0f} MB in the first thousand, {max(peaks):.0f} MB at the end")  # fmt: skip
            print(f"round {turn + 1}: two / one {rates[2] / rates[1]:.2f}, efficiency {rates[2] / rates[1] / 2:.2f}", flush=True)  # fmt: skip


def rows(out: Path) -> list[Any]:
    return [row for part in sorted(out.glob("rows/part-*")) for row in iter_rows(part)]


def shards_in(out: Path) -> int:
    return len(list(out.glob("rows/part-*")))


def wait_for(out: Path, run: subprocess.Popen[bytes], more: int) -> None:
    """Wait for so many new shards; for none: a random while, in which mtqa still loads."""
    target = shards_in(out) + more
    while more and shards_in(out) < target and run.poll() is None:
        time.sleep(0.02)


def kill(options: argparse.Namespace) -> None:
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        whole, out = Path(folder) / "whole", Path(folder) / "out"
        command = [sys.executable, "-m", "mtqa", "batch", str(options.file), "OUT", "--depth", options.depth, "--quiet", "--shard-size", "4"]  # fmt: skip
        subprocess.run([str(whole) if part == "OUT" else part for part in command], check=False)
        again = [str(out) if part == "OUT" else part for part in command]
        for number in range(options.times):
            run = subprocess.Popen(again)
            wait_for(out, run, chance.randint(0, 3))
            time.sleep(chance.uniform(0.0, 0.5))
            run.send_signal(signal.SIGKILL)
            run.wait()
            print(f"killed {number + 1}: {shards_in(out)} shards there", flush=True)
        subprocess.run(again, check=False)
        left, right = rows(whole), rows(out)
        ids = [row["id"] for row in right]
        given = [json.loads(line)["id"] for line in options.file.open(encoding="utf-8")]
        print(f"ids in the output are those of the input, each once: {ids == given}; rows as undisturbed: {left == right}")  # fmt: skip


def ray(options: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        outs = [Path(folder) / name for name in ("local", "ray")]
        walls = []
        for out, engine in zip(outs, ("local", "ray"), strict=True):
            started = time.perf_counter()
            timed(options.file, out, options.depth, jobs=2, engine=engine)
            walls.append(time.perf_counter() - started)
        print(f"same rows: {rows(outs[0]) == rows(outs[1])}; seconds from start to end: local {walls[0]:.1f}, "
              f"Ray {walls[1]:.1f}; throughput Ray / local {walls[0] / walls[1]:.2f}")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(required=True)
    for name, function in (("make", make), ("scale", scale), ("kill", kill), ("ray", ray)):
        command = commands.add_parser(name)
        command.set_defaults(run=function)
        command.add_argument("file", type=Path)
        command.add_argument("--depth", default="fast")
        command.add_argument("--rounds", type=int, default=1)
        command.add_argument("--times", type=int, default=10)
        command.add_argument("--seed", type=int, default=6)
        command.add_argument("--count", type=int, default=10_000)
        command.add_argument("--pool", type=int, default=8_000)
        command.add_argument("--from", dest="sources", type=Path, nargs="*", default=[])
        command.add_argument("--articles", type=Path, nargs="*", default=[])
        command.add_argument("--apertium", action="store_true")
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
