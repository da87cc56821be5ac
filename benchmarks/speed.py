"""Words per second side by side with the Rust grammar checker harper-py, in one run.

    pip install harper-py
    python benchmarks/speed.py [--depth fast] [--rounds 5] FILE…

Each round times both on the same texts in turn; the ratio of a round is mtqa / harper, so that a
machine whose speed drifts does not matter. Also prints the start-up of ``mtqa --help`` beside
``python -c "import click"``, a whole gate run on one article, and peak memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def over(call: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        call(text)


def process(*command: str) -> float:
    return seconds(lambda: subprocess.run(command, capture_output=True, check=False))


def compare(texts: list[str], depth: str, rounds: int) -> None:
    import harper

    from mtqa import Config, Linter

    words = sum(len(text.split()) for text in texts)
    ours = Linter(Config(depth=depth))
    ours.warm()
    ratios, speeds = [], []
    for _ in range(rounds):
        # A fresh one each round: harper remembers the sentences it has seen.
        theirs = harper.Linter()
        theirs.lint("Ready.")
        mine = seconds(partial(over, ours.check_text, texts))
        peer = seconds(partial(over, theirs.lint, texts))
        ratios.append(peer / mine)
        speeds.append((words / mine, words / peer))
    best = [statistics.median(column) for column in zip(*speeds, strict=True)]
    print(f"{words} words, depth {depth}, {rounds} rounds")
    print(f"mtqa {best[0]:,.0f} words/s, harper {best[1]:,.0f} words/s (medians)")
    print(
        f"ratio mtqa/harper: median {statistics.median(ratios):.2f}, {min(ratios):.2f}–{max(ratios):.2f}"
    )
    print(
        f"peak memory of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB (both)"
    )


def start_up(rounds: int, depth: str) -> None:
    mtqa = str(Path(sys.executable).parent / "mtqa")
    article = str(ROOT / "seeds" / "ceasefire.txt")
    ratios, runs = [], []
    for _ in range(rounds + 1):
        peer = process(sys.executable, "-c", "import click")
        ratios.append(process(mtqa, "--help") / peer)
        runs.append(process(mtqa, "check", article, "--depth", depth))
    print(f"mtqa --help / import click: median {statistics.median(ratios[1:]):.2f}")
    print(f"one article from start to exit at {depth}: median {statistics.median(runs[1:]):.2f} s")
    probe = (
        f"import sys; sys.argv = ['mtqa', 'check', {article!r}, '--depth', {depth!r}, '-q', '--exit-zero']\n"
        "from mtqa.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "status = open('/proc/self/status').read()\n"
        "print(int(status.split('VmHWM:')[1].split()[0]) // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    print(f"peak memory for one article: {done.stdout.split()[-1]} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--depth", default="fast")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    files = options.files or sorted((ROOT / "seeds").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    compare(texts, options.depth, options.rounds)
    start_up(options.rounds, options.depth)


if __name__ == "__main__":
    main()
