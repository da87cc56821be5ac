"""Fine-tune the detector for a set time: `python -m training.train_encoder BASE WORK MINUTES OUT [STATE]`.

STATE is an earlier run to go on from, at half the rate.
"""

import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from sklearn.metrics import average_precision_score
from tokenizers import Tokenizer
from torch.nn import functional

from training.encoder import Batch, Detector, Row, collate, load_tokenizer, read_rows

TOKENS = 1500
PAIRS = 40
RATE, HEAD_RATE = 2.5e-4, 1.5e-3
SAVE_EVERY = 420.0


def batches(rows: list[Row], chance: random.Random) -> list[list[Row]]:
    """Batches of like length, in random order."""
    rows = rows[:]
    chance.shuffle(rows)
    made: list[list[Row]] = []
    for start in range(0, len(rows), 3000):
        current: list[Row] = []
        for row in sorted(rows[start : start + 3000], key=lambda r: len(r.ids)):
            if current and len(row.ids) * (len(current) + 1) > TOKENS:
                made.append(current)
                current = []
            current.append(row)
        made.append(current)
    chance.shuffle(made)
    return made


def loss_of(model: Detector, batch: Batch) -> torch.Tensor:
    """Wrong or not, by the head of the data's sort, and the kind of edit."""
    out = model.words(batch.ids, batch.mask, batch.owner, len(batch.kinds))[batch.seen]
    kinds, is_edit = batch.kinds[batch.seen], batch.is_edit[batch.seen]
    wrong = ((kinds > 0) & (kinds < 6)).float()
    logit = torch.where(is_edit, out[:, 0], out[:, 1])
    loss = functional.binary_cross_entropy_with_logits(logit, wrong)
    if is_edit.any():
        loss = loss + 0.3 * functional.cross_entropy(out[is_edit, 2:], kinds[is_edit])
    return loss


def phrase_loss(model: Detector, pairs: list[tuple[list[int], list[int]]]) -> torch.Tensor:
    """Draw each wrong phrase to its right one and from the others of the batch."""
    sides = []
    for side in (0, 1):
        ids = [pair[side] for pair in pairs]
        width = max(map(len, ids))
        padded = torch.tensor([row + [0] * (width - len(row)) for row in ids])
        sides.append(model.phrases(padded, (padded != 0).long()))
    scores = sides[0] @ sides[1].T * 20
    target = torch.arange(len(pairs))
    return (
        functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)
    ) / 2


@torch.no_grad()
def evaluate(model: Detector, rows: list[Row]) -> str:
    """Average precision by source on held-out sentences."""
    found: dict[str, tuple[list[float], list[bool]]] = {}
    for start in range(0, len(rows), 32):
        part = rows[start : start + 32]
        batch = collate(part)
        out = model.words(batch.ids, batch.mask, batch.owner, len(batch.kinds))
        score = torch.where(batch.is_edit, out[:, 0], out[:, 1]).tolist()
        names = [row.source for row in part for _ in row.kinds]
        for name, value, kind, seen in zip(
            names, score, batch.kinds.tolist(), batch.seen.tolist(), strict=True
        ):
            if seen:
                scores, truths = found.setdefault(name, ([], []))
                scores.append(value)
                truths.append(0 < kind < 6)
    return "  ".join(
        f"{n} {average_precision_score(t, s):.3f}" for n, (s, t) in sorted(found.items()) if any(t)
    )


def main() -> None:
    """Train until the clock says stop; the rate falls with the time used, so every run ends cooled."""
    base, work, minutes, out = (
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        float(sys.argv[3]),
        Path(sys.argv[4]),
    )
    torch.manual_seed(1)
    torch.set_num_threads(2)
    chance = random.Random(1)
    tokenizer = load_tokenizer(base)
    rows = read_rows(work / "train.jsonl", tokenizer)
    held = chance.sample(read_rows(work / "held.jsonl", tokenizer), 1200)
    lines = [
        line.split("\t") for line in (work / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    ]
    pairs = [(tokenizer.encode(a).ids[:24], tokenizer.encode(b).ids[:24]) for a, b in lines]
    model = Detector(base)
    share = 1.0
    if len(sys.argv) > 5:
        model.load_state_dict(torch.load(sys.argv[5]))
        share = 0.5
    fit(model, Feed(work, rows, pairs, chance), held, minutes * 60, out, share)


@dataclass(slots=True)
class Feed:
    """The data of a run; a fresh `next.jsonl` laid beside the old one takes its place at the next save."""

    work: Path
    rows: list[Row]
    pairs: list[tuple[list[int], list[int]]]
    chance: random.Random

    def renew(self, tokenizer: Tokenizer) -> bool:
        """Take the fresh data if there is any."""
        fresh = self.work / "next.jsonl"
        if not fresh.exists():
            return False
        self.rows = read_rows(fresh, tokenizer)
        fresh.rename(self.work / "taken.jsonl")
        print("took fresh data:", len(self.rows), flush=True)
        return True


def fit(
    model: Detector, feed: Feed, held: list[Row], budget: float, out: Path, share: float
) -> None:
    """The loop itself, saving as it goes."""
    heads = [*model.hidden.parameters(), *model.out.parameters()]
    body = [w for w in [*model.body.parameters(), model.phrase.weight] if w.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": body, "top": RATE}, {"params": heads, "top": HEAD_RATE}], weight_decay=0.01
    )
    began = saved = time.monotonic()
    step, seen, mean = 0, 0, 0.0
    while time.monotonic() - began < budget:
        for rows_now in batches(feed.rows, feed.chance):
            used = (time.monotonic() - began) / budget
            if used >= 1:
                break
            for group in optimiser.param_groups:
                group["lr"] = share * group["top"] * min(1.0, step / 150) * (1 - used)
            loss = loss_of(model, collate(rows_now))
            if step % 4 == 0:
                loss = loss + 0.25 * phrase_loss(model, feed.chance.sample(feed.pairs, PAIRS))
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            step, seen, mean = step + 1, seen + len(rows_now), 0.99 * mean + 0.01 * float(loss)
            if step % 100 == 0:
                print(
                    f"{time.monotonic() - began:6.0f}s step {step} sentences {seen} loss {mean / (1 - 0.99**step):.4f}",
                    flush=True,
                )
            if time.monotonic() - saved > SAVE_EVERY:
                torch.save(model.state_dict(), out)
                print("held:", evaluate(model, held), flush=True)
                saved = time.monotonic()
                if feed.renew(load_tokenizer(Path(sys.argv[1]))):
                    break
    torch.save(model.state_dict(), out)
    print("done", step, seen, "held:", evaluate(model, held), flush=True)


if __name__ == "__main__":
    main()
