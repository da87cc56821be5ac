"""Write how much likelier a word is as a planted sibling than in clean text: `python -m training.make_priors WORK OUT`.

Half of that log ratio is taken back at run time: training text plants some words far more often than
engines do, and a detector learns the word in place of the error.
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path

SHARE, STEADY, LEAST = 0.5, 20, 0.1


def main() -> None:
    """Count words planted and words clean, and keep those planted too often."""
    wrong: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line in (Path(sys.argv[1]) / "train.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        if record["source"] not in ("sibling", "clean", "grammar"):
            continue
        for start, end, kind in record["spans"]:
            planted = kind == 1 and record["source"] == "sibling"
            (wrong if planted else right)[record["text"][start:end].lower()] += 1
    mean = wrong.total() / right.total()
    rows = {
        w: SHARE * math.log((n + STEADY * mean) / (right[w] + STEADY) / mean)
        for w, n in wrong.items()
    }
    kept = sorted((w, v) for w, v in rows.items() if v > LEAST)
    Path(sys.argv[2]).write_text("".join(f"{w}\t{v:.2f}\n" for w, v in kept), encoding="utf-8")
    print(len(kept), "words")


if __name__ == "__main__":
    main()
