"""Articles for the benchmark of the batch, made of sentences; `benchmarks/batch.py make` calls it."""

from __future__ import annotations

import argparse
import gzip
import json
import random
import subprocess
from pathlib import Path

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
    chance = random.Random(options.seed)
    pool = [line for path in options.sources for line in sentences(path)]
    pool = [detokenise(line) for line in chance.sample(pool, min(len(pool), options.pool))]
    if options.apertium:
        pool = through_spanish(pool)
    whole = [path.read_text(encoding="utf-8") for path in options.whole]
    with options.file.open("w", encoding="utf-8") as stream:
        for number in range(options.articles or 10_000):
            lines = chance.sample(pool, chance.randint(12, 30))
            paragraphs = [" ".join(lines[at : at + 3]) for at in range(0, len(lines), 3)]
            text = "\n\n".join(paragraphs) + "\n"
            if whole and chance.random() < 0.01:
                text = chance.choice(whole)
            stream.write(json.dumps({"id": f"article-{number}", "text": text}) + "\n")
    print(f"{number + 1} articles of {len(pool)} sentences in {options.file}")
