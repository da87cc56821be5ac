"""The detector as a torch module: MiniLM, and heads for words and phrases."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

KINDS = 7
OUTPUTS = 2 + KINDS  # wrong (engine errors), wrong (post-editors), kinds of edit
MAX_TOKENS = 160


class Detector(nn.Module):
    """Word states are the mean of their pieces; a phrase is the mean of all, turned by one matrix."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(
            base, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        for weight in self.body.embeddings.parameters():
            weight.requires_grad = False
        size = self.body.config.hidden_size
        self.hidden = nn.Linear(size, 256)
        self.out = nn.Linear(256, OUTPUTS)
        self.phrase = nn.Linear(size, size, bias=False)
        nn.init.eye_(self.phrase.weight)

    def states(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Last hidden states, one a token."""
        return self.body(input_ids=ids, attention_mask=mask).last_hidden_state  # type: ignore[no-any-return]

    def words(
        self, ids: torch.Tensor, mask: torch.Tensor, owner: torch.Tensor, count: int
    ) -> torch.Tensor:
        """Outputs per word; `owner` gives each token's word, counted over the batch, 0 for none."""
        flat = self.states(ids, mask).flatten(0, 1)
        total = torch.zeros(count + 1, flat.shape[1]).index_add(0, owner.flatten(), flat)
        share = torch.zeros(count + 1).index_add(0, owner.flatten(), torch.ones(owner.numel()))
        pooled = total[1:] / share[1:].clamp(min=1).unsqueeze(1)
        return self.out(torch.nn.functional.gelu(self.hidden(pooled)))  # type: ignore[no-any-return]

    def phrases(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Unit vectors of phrases."""
        weight = mask.unsqueeze(2).float()
        mean = (self.states(ids, mask) * weight).sum(1) / weight.sum(1)
        return nn.functional.normalize(self.phrase(mean), dim=1)


@dataclass(slots=True)
class Row:
    """One sentence ready to learn from."""

    ids: list[int]
    owner: list[int]
    kinds: list[int]
    source: str


def load_tokenizer(base: Path) -> Tokenizer:
    """The plain tokenizer, without padding or truncation."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_rows(path: Path, tokenizer: Tokenizer) -> list[Row]:
    """Tokenise a file of training lines and give every token its word."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rows: list[Row] = []
    for start in range(0, len(records), 4000):
        block = records[start : start + 4000]
        encodings = tokenizer.encode_batch([record["text"] for record in block])
        for record, encoding in zip(block, encodings, strict=True):
            owner = own(encoding.offsets, record["spans"])
            rows.append(
                Row(
                    encoding.ids[:MAX_TOKENS],
                    owner[:MAX_TOKENS],
                    [s[2] for s in record["spans"]],
                    record["source"],
                )
            )
    return rows


def own(offsets: list[tuple[int, int]], spans: list[list[int]]) -> list[int]:
    """The word (from 1) that each token belongs to; 0 for special tokens."""
    owner: list[int] = []
    word = 0
    for start, end in offsets:
        while word < len(spans) and spans[word][1] <= start:
            word += 1
        inside = end > start and word < len(spans) and spans[word][0] < end
        owner.append(word + 1 if inside else 0)
    return owner


@dataclass(slots=True)
class Batch:
    """Padded tensors of some rows."""

    ids: torch.Tensor
    mask: torch.Tensor
    owner: torch.Tensor
    kinds: torch.Tensor
    is_edit: torch.Tensor
    seen: torch.Tensor


def collate(rows: list[Row]) -> Batch:
    """Pad rows and number their words through."""
    width = max(len(row.ids) for row in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask, owner = torch.zeros_like(ids), torch.zeros_like(ids)
    base, kinds, edits = 0, [], []
    for i, row in enumerate(rows):
        n = len(row.ids)
        ids[i, :n] = torch.tensor(row.ids)
        mask[i, :n] = 1
        numbers = torch.tensor(row.owner)
        owner[i, :n] = torch.where(numbers > 0, numbers + base, 0)
        base += len(row.kinds)
        kinds.extend(row.kinds)
        edits.extend([not row.source.startswith("mlqe")] * len(row.kinds))
    seen = torch.zeros(base + 1, dtype=torch.bool)
    seen[owner.flatten()] = True
    return Batch(ids, mask, owner, torch.tensor(kinds), torch.tensor(edits), seen[1:])
