"""Compile the English word table from lemminflect's (MIT) inflection list and our closed classes.

Run: ``python scripts/build_english.py``. Writes ``mtqa/data/en/forms.tsv``, one line a form:
``form<TAB>TAG:lemma TAG:lemma …`` with Penn tags, sorted. The table loads in some 40 ms where the
library needs half a second; the library itself is still asked for words outside the table.
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

DATA = Path(__file__).parent.parent / "mtqa" / "data" / "en"
TAGS = {"noun": ["NNS"], "verb": ["VBD", "VBN", "VBG", "VBZ"], "adj": ["JJR", "JJS"]}
TAGS["adv"] = ["RBR", "RBS"]
BASE = {"noun": ["NN"], "verb": ["VB", "VBP"], "adj": ["JJ"], "adv": ["RB"]}
AUXILIARIES = (
    "be\tVBD\twas",
    "be\tVBG\tbeing",
    "be\tVBN\tbeen",
    "be\tVBZ\tis",
    "do\tVBD\tdid",
    "do\tVBN\tdone",
    "do\tVBZ\tdoes",
    "have\tVBD\thad",
    "have\tVBN\thad",
    "have\tVBZ\thas",
)


def read(name: str) -> list[list[str]]:
    raw = (files("lemminflect") / "resources" / name).read_bytes()
    return list(csv.reader(io.StringIO(gzip.decompress(raw).decode())))


def closed_classes() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {}
    for line in (DATA / "closed.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            form, readings = line.split("\t")
            table[form] = [tuple(item.split(":", 1)) for item in readings.split()]  # type: ignore[misc]
    return table


def build() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def add(form: str, tag: str, lemma: str) -> None:
        form, lemma = form.lower(), lemma.lower()
        if form and " " not in form and "-" not in form and (tag, lemma) not in table[form]:
            table[form].append((tag, lemma))

    for lemma, pos, *slots in read("infl_lu.csv.gz"):
        if lemma[:1].isupper() or pos not in BASE:
            continue
        for tag in BASE[pos]:
            add(lemma, tag, lemma)
        if pos == "verb" and len(slots) >= 2 and not slots[1]:
            slots[1] = slots[0]
        for tag, forms in zip(TAGS[pos], slots, strict=False):
            kept = [form for form in forms.split("/") if form != lemma] or forms.split("/")
            for form in kept:
                add(form, tag, lemma)
    for form, pos, lemmas in read("lemma_lu.csv.gz"):
        if form[:1].isupper() or pos not in BASE or form.lower() in table:
            continue
        for lemma in lemmas.split("/"):
            if lemma == form:
                for tag in BASE[pos]:
                    add(form, tag, lemma)
    table.update(closed_classes())
    return table


def irregular() -> list[str]:
    """Return ``lemma<TAB>tag<TAB>form`` wherever the rules of mtqa.text give another form."""
    from mtqa.text.english import _regular

    rows: dict[tuple[str, str], str] = {}
    for lemma, pos, *slots in read("infl_lu.csv.gz"):
        if lemma != lemma.lower() or not lemma.isalpha() or pos not in BASE:
            continue
        if pos == "verb" and len(slots) >= 2 and not slots[1]:
            slots[1] = slots[0]
        for tag, forms in zip(TAGS[pos], slots, strict=False):
            kept = [form for form in forms.split("/") if form]
            regular = _regular(lemma, tag)
            if kept and regular not in kept:
                rows.setdefault((lemma, tag), kept[0])
    return [f"{lemma}\t{tag}\t{form}\n" for (lemma, tag), form in sorted(rows.items())]


def main() -> None:
    table = build()
    lines = [f"{f}\t{' '.join(f'{t}:{m}' for t, m in r)}\n" for f, r in sorted(table.items()) if r]
    (DATA / "forms.tsv").write_text("".join(lines), encoding="utf-8")
    rows = irregular() + [f"{line}\n" for line in AUXILIARIES]
    (DATA / "irregular.tsv").write_text("".join(sorted(rows)), encoding="utf-8")
    sys.stdout.write(f"{len(lines)} forms, {len(rows)} irregular\n")


if __name__ == "__main__":
    main()
