"""Measure shipped weights on data they never saw: `python -m training.measure SHARED WORK [WEIGHTS]`.

ntrex (clean news and its round trip through Spanish) is for measuring only.
"""

import sys
import time
from pathlib import Path

import numpy
from sklearn.metrics import average_precision_score, matthews_corrcoef

from mtqa.models.encoder import Encoder
from training.align import label
from training.make_data import post_edits
from training.pieces import Piece, split


def spans_of(pieces: list[Piece]) -> list[tuple[int, int, int]]:
    """`(start, end, kind)` of every word and mark."""
    found, at = [], 0
    for piece in pieces:
        if not piece.text.isspace():
            found.append((at, at + len(piece.text), int(piece.kind)))
        at += len(piece.text)
    return found


def outputs(encoder: Encoder, sentences: list[list[Piece]]) -> tuple[numpy.ndarray, numpy.ndarray]:
    """All outputs and all truths, word by word."""
    texts = ["".join(piece.text for piece in pieces) for pieces in sentences]
    spans = [spans_of(pieces) for pieces in sentences]
    rows = encoder.outputs(texts, [[s[:2] for s in row] for row in spans])
    return numpy.concatenate(rows), numpy.array([0 < s[2] < 6 for row in spans for s in row])


def ntrex(shared: Path, work: Path) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """The clean news as it is, and its round trip with tags."""
    clean = [
        line.split("\t")[1]
        for line in (shared / "ntrex/dev.tsv").read_text(encoding="utf-8").splitlines()[1:]
    ]
    given = (work / "ntrex.txt.rt").read_text(encoding="utf-8").splitlines()
    straight = (work / "ntrex.txt").read_text(encoding="utf-8").splitlines()
    tagged = [label(a, " ".join(b.split())) for a, b in zip(straight, given, strict=True)]
    return [split(line) for line in clean], tagged


def recall_at(
    score: numpy.ndarray, truth: numpy.ndarray, clean: numpy.ndarray, alarms: float
) -> tuple[float, float]:
    """Recall, and the threshold, where `alarms` of 10,000 clean words are flagged."""
    threshold = float(numpy.quantile(clean, 1 - alarms / 10000))
    return float((score[truth] > threshold).mean()), threshold


def best_mcc(truth: numpy.ndarray, score: numpy.ndarray) -> float:
    """The threshold with the best MCC."""
    grid = numpy.quantile(score, numpy.linspace(0.5, 0.98, 60))
    return float(max(grid, key=lambda t: matthews_corrcoef(truth, score > t)))


def main() -> None:
    """Print the figures of the bars that need only the encoder."""
    import random

    shared, work = Path(sys.argv[1]), Path(sys.argv[2])
    encoder = Encoder(Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    clean, tagged = ntrex(shared, work)
    began = time.monotonic()
    clean_out, _ = outputs(encoder, clean)
    print(f"{len(clean_out) / (time.monotonic() - began):.0f} words/s")
    out, truth = outputs(encoder, tagged)
    for name, mix in (("edit", (1, 0)), ("post-edit", (0, 1)), ("both", (1, 0.5))):
        score, calm = out[:, :2] @ mix, clean_out[:, :2] @ mix
        figures = [f"@{a}: {recall_at(score, truth, calm, a)[0]:.3f}" for a in (10, 30, 100)]
        print(name, f"ntrex AP {average_precision_score(truth, score):.3f}", *figures)
    train, dev = (list(post_edits(shared, half, random.Random(3))) for half in ("train", "dev"))
    for language in ("ro", "et", "ru"):
        some = [pieces for source, pieces in train if source.endswith(language)][:600]
        base, fitted = outputs(encoder, some)
        test, gold = outputs(
            encoder, [pieces for source, pieces in dev if source.endswith(language)]
        )
        for name, mix in (("post-edit", (0, 1)), ("both", (0.5, 1))):
            threshold = best_mcc(fitted, base[:, :2] @ mix)
            print(
                language, name, f"MCC {matthews_corrcoef(gold, test[:, :2] @ mix > threshold):.3f}"
            )
    pairs = [
        line.split("\t")
        for line in (work / "pairs_held.tsv").read_text(encoding="utf-8").splitlines()
    ]
    terms = sorted(
        {right for _, right in pairs}
        | {line.split("\t")[1] for line in (work / "pairs.tsv").open(encoding="utf-8")}
    )[:5000]
    terms = sorted({right for _, right in pairs} | set(terms))
    order = numpy.argsort(
        -(encoder.embed([wrong for wrong, _ in pairs]) @ encoder.embed(terms).T), axis=1
    )[:, :20]
    ranks = [
        [terms[i] for i in row].index(right) if right in [terms[i] for i in row] else 99
        for (_, right), row in zip(pairs, order, strict=True)
    ]
    print(
        f"nearest of {len(terms)} terms: first {numpy.mean([r == 0 for r in ranks]):.3f}, in 20 {numpy.mean([r < 20 for r in ranks]):.3f}"
    )


if __name__ == "__main__":
    main()
