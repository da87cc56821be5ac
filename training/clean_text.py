"""Write the clean English sentences, detokenised, one a line: `python -m training.clean_text SHARED OUT`."""

import gzip
import random
import sys
from pathlib import Path

from training.detok import detokenise, is_usable, pick_style


def read_lines(path: Path) -> list[str]:
    """Read a gzipped text file as lines."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [line.rstrip("\n") for line in stream]


def held_out_post_edits(shared: Path) -> set[str]:
    """Post-edits of the development half; they must not be seen as clean text in training."""
    found: set[str] = set()
    for path in sorted((shared / "mlqe-pe").glob("*.dev.tsv.gz")):
        found.update(line.split("\t")[2] for line in read_lines(path)[1:])
    return found


def main() -> None:
    """Detokenise both corpora with a fixed seed and drop what is not prose."""
    shared, out = Path(sys.argv[1]), Path(sys.argv[2])
    chance = random.Random(1)
    seen = held_out_post_edits(shared)
    kept: list[str] = []
    for name, join in (("wikipedia", True), ("post-edits", False)):
        for line in read_lines(shared / "english" / f"{name}.txt.gz"):
            if line in seen:
                continue
            seen.add(line)
            text, _ = detokenise(line.split(), pick_style(chance, join_hyphen=join))
            if is_usable(text):
                kept.append(text)
    chance.shuffle(kept)
    out.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(len(kept), "sentences")


if __name__ == "__main__":
    main()
