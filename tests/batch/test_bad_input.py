"""Every bad input is a sentence or a row that says so: nothing lost, nothing twice."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from batch_helpers import (
    articles,
    columns,
    ids,
    messages,
    rows,
    run,
    text,
    write_lines,
)

import mtqa.batch
from mtqa.batch.manifest import locked
from mtqa.errors import InputError, MtqaError, OutputError, UsageError

SCHEMA = json.loads((Path(mtqa.batch.__file__).parent / "batch.schema.json").read_text())


def test_bad_articles_are_incident_rows(tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": text(0)})
    lines = [
        good.encode(),
        json.dumps({"id": "a", "text": text(1)}).encode(),
        json.dumps({"id": "", "text": text(2)}).encode(),
        json.dumps({"id": "n", "text": None}).encode(),
        json.dumps({"id": "i", "text": 3}).encode(),
        b'{"id": "broken", "tex',
        b'{"id": "latin", "text": "caf\xe9"}',
        b"[1]",
        b'{"id": "half", "text": "\\ud800"}',
        json.dumps({"id": "empty", "text": ""}).encode(),
    ]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    outcome = run(tmp_path / "in.jsonl", tmp_path / "out")
    found = rows(tmp_path / "out")
    names = ["a", "a#row-1", "row-2", "n", "i", "row-5", "row-6", "row-7", "half", "empty"]
    assert [row["id"] for row in found] == names
    told = [
        "", "row 0 has the id", "the id is missing", "null", "type int", "not valid JSON",
        "not UTF-8", "not a JSON object", "half a character", "no text to check",
    ]  # fmt: skip
    for row, sentence in zip(found, told, strict=True):
        jsonschema.validate(row, SCHEMA)
        assert sentence in messages(row)
    assert [row["judged"] for row in found] == [True] * 3 + [False] * 6 + [True]
    assert outcome.fatal


def test_mixed_encodings_in_csv_and_folder(tmp_path: Path) -> None:
    prose = "The café served a two -hour lunch to the naïve minister in the old town hall. "
    data = b"id,text\nu," + prose.encode() + b"\nl," + prose.encode("cp1252") + b"\n"
    (tmp_path / "in.csv").write_bytes(data + b"short\n")
    run(tmp_path / "in.csv", tmp_path / "out")
    utf, latin, short = rows(tmp_path / "out")
    assert utf["judged"]
    assert latin["judged"] or latin["incidents"]
    assert latin["corrected_all"] is None or "caf" in latin["corrected_all"]
    assert "1 cell and the header 2" in messages(short)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.txt").write_bytes(b"%PDF-1.7\x00\x01\x02binary\x00")
    (tmp_path / "folder" / "b.txt").write_text(text(0), encoding="utf-8")
    run(tmp_path / "folder", tmp_path / "of-folder")
    assert [row["judged"] for row in rows(tmp_path / "of-folder")] == [False, True]


def test_a_quotation_mark_too_few_costs_its_rows_and_is_told(tmp_path: Path) -> None:
    lines = [
        "id,text",
        'a,"never closed',
        "b,Fine.",
        'c,"Closed."',
        "d,Good.",
        'e,"open',
        "f,Gone.",
    ]
    (tmp_path / "in.csv").write_text("\n".join(lines), encoding="utf-8")
    run(tmp_path / "in.csv", tmp_path / "out")
    first, good, last = rows(tmp_path / "out")
    assert "lines 2 to 4: not a CSV row" in messages(first)
    assert (good["id"], good["judged"], good["row"]) == ("d", True, 1)
    assert "lines 6 to 7: not a CSV row" in messages(last)
    assert [row["judged"] for row in (first, last)] == [False, False]


def test_json_lines_need_not_begin_with_a_whole_row(tmp_path: Path) -> None:
    records = [{"id": "a"}, {"id": "b", "text": text(0)}, {"text": text(1)}]
    run(write_lines(tmp_path / "in.jsonl", records), tmp_path / "out")
    first, second, third = rows(tmp_path / "out")
    assert "the row has no “text”" in messages(first)
    assert second["findings"]
    assert (third["id"], third["judged"]) == ("row-2", True)
    assert "the id is missing" in messages(third)
    write_lines(tmp_path / "bare.jsonl", [{"text": text(0)}])
    run(tmp_path / "bare.jsonl", tmp_path / "of-bare")
    assert messages(rows(tmp_path / "of-bare")[0]) == ""


def test_output_and_input_stay_apart(tmp_path: Path) -> None:
    articles(tmp_path / "in.jsonl", 2)
    for place in (tmp_path, tmp_path / "out"):
        with pytest.raises(UsageError, match="lies in the input"):
            run(tmp_path, place)
    with pytest.raises(UsageError, match="this is a file"):
        run(tmp_path / "in.jsonl", tmp_path / "in.jsonl")
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.parametrize("error", [OSError(28, "No space left"), sqlite3.OperationalError("full")])
def test_what_the_system_refuses_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: Any) -> Any:
        raise error

    monkeypatch.setattr("mtqa.batch.plan._Index.claim", refuse)
    with pytest.raises(OutputError, match=r"cannot go on: (No space left|full)"):
        run(articles(tmp_path / "in.jsonl", 2), tmp_path / "out")
    monkeypatch.undo()
    assert run(tmp_path / "in.jsonl", tmp_path / "out").checked == 2


@pytest.mark.parametrize(
    ("name", "content", "named", "error", "sentence"),
    [
        ("in.jsonl", b'{"id": 1, "txt": "x"}\n', {}, UsageError, "did you mean “txt”"),
        ("in.csv", b"a,b\n1,2\n", {"id": "key"}, UsageError, "“key”"),
        ("in.parquet", b"PAR1 no parquet", {}, InputError, "not a readable Parquet"),
        ("in.csv", b"id;text\na;b\n", {}, UsageError, "a semicolon apart and not a comma"),
        ("in.tsv", b"id,text\na,b\n", {}, UsageError, "a comma apart and not a tab"),
        ("in.csv", b"id,text,text\na,b,c\n", {}, UsageError, "several columns are called “text”"),
        ("in.csv", "id,text\n".encode("utf-16"), {}, InputError, "UTF-16"),
        ("in.csv", b'"id,text\na,b\n', {}, InputError, "not a CSV row"),
        ("in.docx", b"x", {}, UsageError, "a batch reads"),
        ("gone.csv", None, {}, UsageError, "no such file"),
    ],
)
def test_bad_inputs_are_sentences(
    name: str, content: bytes | None, named: Any, error: type[MtqaError], sentence: str, tmp_path: Path
) -> None:  # fmt: skip
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=sentence):
        run(tmp_path / name, tmp_path / "out", columns=columns(**named))
    assert not (tmp_path / "out").exists()


def test_a_damaged_row_group_loses_its_rows_only(tmp_path: Path, parquet: Any) -> None:
    records = [{"id": f"a{n}", "text": text(n) + "x" * 500} for n in range(6)]
    path = tmp_path / "in.parquet"
    parquet.parquet.write_table(
        parquet.Table.from_pylist(records), path, row_group_size=2, compression="none"
    )
    data = bytearray(path.read_bytes())
    meta = parquet.parquet.ParquetFile(path).metadata.row_group(1).column(1)
    start = min(meta.data_page_offset, meta.dictionary_page_offset or meta.data_page_offset)
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(bytes(data))
    run(path, tmp_path / "out")
    found = rows(tmp_path / "out")
    assert [row["id"] for row in found] == ["a0", "a1", "row-2", "a4", "a5"]
    assert "rows 2 to 3 cannot be read" in messages(found[2])


def test_folders_of_others_are_refused(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in.jsonl", 2), tmp_path / "out"
    run(source, out)
    with pytest.raises(UsageError, match="another job"):
        run(articles(tmp_path / "other.jsonl", 2), out)
    with pytest.raises(UsageError, match=r"another job \(its output is jsonl, not parquet\)"):
        run(source, out, form="parquet")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x")
    with pytest.raises(UsageError, match="holds no batch"):
        run(source, tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]
    (out / "manifest.json").write_text("{")
    with pytest.raises(UsageError, match="damaged"):
        run(source, out)


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in.jsonl", 2), tmp_path / "out"
    run(source, out)
    with locked(out), pytest.raises(UsageError, match="another run"):
        run(source, out)


def test_disk_full_is_a_sentence_and_nothing_is_lost(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    records = [{"id": f"a{n}", "text": text(n) * (1 if n < 3 else 500)} for n in range(6)]
    source, out = write_lines(tmp_path / "in.jsonl", records), tmp_path / "out"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, hard))
        with pytest.raises(OutputError, match="make room"):
            run(source, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert ids(out) == ["a0", "a1", "a2"]
    assert run(source, out).checked == 3
    assert ids(out) == [f"a{n}" for n in range(6)]
