"""Train the second detector over the language model's states: `python -m training.train_states LM WORK SENTENCES OUT`."""

import json
import random
import sys
import time
from pathlib import Path

import numpy
import torch
from sklearn.metrics import average_precision_score
from torch import nn

from mtqa.models.language_model import LanguageModel
from mtqa.models.state_detector import word_states

PROJECT, SIZE, EPOCHS, GROUP = 256, 160, 4, 32
SHARES = {
    "calque": 0.26,
    "sibling": 0.20,
    "spliced": 0.20,
    "roundtrip": 0.10,
    "clean": 0.08,
    "grammar": 0.07,
    "listed": 0.05,
    "tortured": 0.04,
}


class Head(nn.Module):
    """Projection, a GRU both ways, one output a word."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Linear(width, PROJECT)
        self.gru = nn.GRU(PROJECT, SIZE, batch_first=True, bidirectional=True)
        self.out = nn.Linear(PROJECT + 2 * SIZE, 1)
        self.drop = nn.Dropout(0.2)

    def forward(self, rows: torch.Tensor, lengths: list[int]) -> torch.Tensor:
        inputs = torch.tanh(self.project(self.drop(rows)))
        packed = nn.utils.rnn.pack_padded_sequence(
            inputs, lengths, batch_first=True, enforce_sorted=False
        )
        states, _ = nn.utils.rnn.pad_packed_sequence(self.gru(packed)[0], batch_first=True)
        return self.out(self.drop(torch.cat([inputs, states], 2)))[:, :, 0]


def choose(path: Path, total: int, chance: random.Random) -> list[dict]:
    """Sentences of every source, in the shares that articles need."""
    by_source: dict[str, list[str]] = {}
    for line in path.open(encoding="utf-8"):
        by_source.setdefault(line.rsplit('"source": "', 1)[1][:-3], []).append(line)
    chosen = [line for source, share in SHARES.items()
              for line in chance.sample(by_source[source], min(len(by_source[source]), int(share * total)))]  # fmt: skip
    chance.shuffle(chosen)
    return [json.loads(line) for line in chosen]


def extract(model: LanguageModel, records: list[dict]) -> list[tuple[numpy.ndarray, numpy.ndarray]]:
    """Word states in half precision, and truths."""
    found: list[tuple[numpy.ndarray, numpy.ndarray]] = []
    began = time.monotonic()
    for start in range(0, len(records), 200):
        part = records[start : start + 200]
        rows = model.states([record["text"] for record in part])
        for record, (states, offsets) in zip(part, rows, strict=True):
            made = word_states(states, offsets, [tuple(s[:2]) for s in record["spans"]])
            half = made.shape[1] // 2
            parts = [made[:, :half], made[:, half:]]
            made = numpy.concatenate(
                [p / (numpy.sqrt((p * p).mean(1, keepdims=True)) + 1e-6) for p in parts], 1
            )
            found.append(
                (made.astype(numpy.float16), numpy.array([0 < s[2] < 6 for s in record["spans"]]))
            )
        if start % 2000 == 0:
            print(start, f"{time.monotonic() - began:.0f}s", flush=True)
    return found


def padded(
    part: list[tuple[numpy.ndarray, numpy.ndarray]],
) -> tuple[torch.Tensor, torch.Tensor, list[int]]:
    lengths = [len(row) for row, _ in part]
    rows = torch.zeros(len(part), max(lengths), part[0][0].shape[1])
    truths = torch.full((len(part), max(lengths)), -1.0)
    for i, (row, truth) in enumerate(part):
        rows[i, : len(row)] = torch.from_numpy(row.astype(numpy.float32))
        truths[i, : len(row)] = torch.from_numpy(truth.astype(numpy.float32))
    return rows, truths, lengths


def main() -> None:
    """Extract, train, save as plain arrays."""
    chance = random.Random(4)
    torch.manual_seed(4)
    model = LanguageModel(Path(sys.argv[1]))
    work, total, out = Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    data = extract(model, choose(work / "train.jsonl", total, chance))
    held = [json.loads(line) for line in (work / "held.jsonl").open(encoding="utf-8")]
    held = [r for r in held if not r["source"].startswith("mlqe")]
    tests = extract(model, chance.sample(held, 900))
    head = Head(data[0][0].shape[1])
    optimiser = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.01)
    steps = EPOCHS * (len(data) // GROUP + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps)
    for epoch in range(EPOCHS):
        head.train()
        chance.shuffle(data)
        for start in range(0, len(data), GROUP):
            rows, truths, lengths = padded(
                sorted(data[start : start + GROUP], key=lambda d: len(d[0]))
            )
            seen = truths >= 0
            loss = nn.functional.binary_cross_entropy_with_logits(
                head(rows, lengths)[seen], truths[seen]
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
        head.eval()
        print(epoch, f"loss {loss.item():.3f}", score(head, tests), flush=True)
    save(head, out)


@torch.no_grad()
def score(head: Head, tests: list[tuple[numpy.ndarray, numpy.ndarray]]) -> str:
    found, truths = [], []
    for start in range(0, len(tests), 64):
        rows, truth, lengths = padded(tests[start : start + 64])
        seen = truth >= 0
        found.append(head(rows, lengths)[seen])
        truths.append(truth[seen])
    return f"held AP {average_precision_score(torch.cat(truths), torch.cat(found)):.3f}"


def save(head: Head, out: Path) -> None:
    """Plain arrays in half precision; the names are those of the run-time reader."""
    arrays = {name.removeprefix("gru.").replace(".", "_"): value.detach().numpy().astype(numpy.float16)
              for name, value in head.named_parameters()}  # fmt: skip
    numpy.savez_compressed(out, **arrays)
    print(out.stat().st_size / 1e6, "MB")


if __name__ == "__main__":
    main()
