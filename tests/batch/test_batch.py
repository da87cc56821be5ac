"""A batch in this process: rows, shards, resuming, duplicates, and every bad input as a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from batch_helpers import (
    FLAGS,
    QUICK,
    articles,
    columns,
    ids,
    messages,
    rows,
    run,
    text,
    write_lines,
)
from click.testing import CliRunner, Result

import mtqa.batch
from mtqa.batch.progress import Progress, span
from mtqa.cli import main

SCHEMA = json.loads((Path(mtqa.batch.__file__).parent / "batch.schema.json").read_text())


def test_one_row_per_article_in_order_and_as_the_schema_says(tmp_path: Path) -> None:
    outcome = run(articles(tmp_path / "in.jsonl", 7), tmp_path / "out")
    found = rows(tmp_path / "out")
    assert [row["id"] for row in found] == [f"a{n}" for n in range(7)]
    assert len(list((tmp_path / "out").glob("rows/part-*.jsonl"))) == 3
    for row in found:
        jsonschema.validate(row, SCHEMA)
        [finding] = row["findings"]
        source = text(row["row"])
        assert source[finding["file_start"] : finding["file_end"]] == finding["text"] == " "
        assert row["corrected_all"] == source.replace(" -", "-")
    assert (outcome.checked, outcome.skipped, outcome.fatal) == (7, 0, False)
    assert not (tmp_path / "out" / ".work").exists()


def test_parquet_holds_the_same_rows(tmp_path: Path, parquet: Any) -> None:
    source = articles(tmp_path / "in.jsonl", 5)
    run(source, tmp_path / "lines")
    run(source, tmp_path / "table", form="parquet")
    assert rows(tmp_path / "lines") == rows(tmp_path / "table")
    assert parquet.parquet.read_table(tmp_path / "table" / "rows").num_rows == 5


def test_every_table_and_a_folder_give_the_same_findings(tmp_path: Path, parquet: Any) -> None:
    records = [{"key": f"a{n}", "body": text(n)} for n in range(4)]
    write_lines(tmp_path / "in.jsonl", records)
    table = parquet.Table.from_pylist(records)
    parquet.parquet.write_table(table, tmp_path / "in.parquet")
    lines = ["key,body", *(f'{r["key"]},"{r["body"]}"' for r in records)]
    (tmp_path / "in.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    named = columns(id="key", text="body")
    results = []
    for kind in ("jsonl", "parquet", "csv"):
        run(tmp_path / f"in.{kind}", tmp_path / kind, columns=named)
        results.append(rows(tmp_path / kind))
    assert results[0] == results[1] == results[2]
    (tmp_path / "folder" / "sub").mkdir(parents=True)
    for n in range(2):
        (tmp_path / "folder" / "sub" / f"a{n}.txt").write_text(text(n), encoding="utf-8")
    run(tmp_path / "folder", tmp_path / "of-folder")
    assert ids(tmp_path / "of-folder") == ["sub/a0.txt", "sub/a1.txt"]
    assert rows(tmp_path / "of-folder")[1]["findings"][0]["text"] == " "


def test_source_and_reference_columns(tmp_path: Path) -> None:
    record = {"id": "a", "text": text(1), "src": "Rede", "ref": "Talk 1 led to a two-hour call."}
    write_lines(tmp_path / "in.jsonl", [record, {**record, "id": "b", "ref": "One.\nTwo."}])
    run(tmp_path / "in.jsonl", tmp_path / "out", columns=columns(source="src", reference="ref"))
    first, second = rows(tmp_path / "out")
    assert first["metrics"]["ter"] < first["metrics"]["ter_draft"]
    assert second["metrics"] is None
    assert "reference line" in messages(second)
    assert second["judged"]


def test_a_second_run_does_nothing_and_a_lost_shard_is_made_again(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in.jsonl", 9), tmp_path / "out"
    run(source, out)
    before = rows(out)
    assert run(source, out).checked == 0
    (out / "rows" / "part-000001.jsonl").unlink()
    assert run(source, out).checked == 3
    assert rows(out) == before


def test_a_torn_journal_costs_one_shard(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in.jsonl", 9), tmp_path / "out"
    run(source, out)
    manifest = json.loads((out / "manifest.json").read_text())
    lines = [json.dumps(entry) for entry in manifest["shards"]]
    (out / "manifest.journal").write_text("\n".join([*lines[:2], lines[2][:30]]))
    (out / "manifest.json").write_text(json.dumps({**manifest, "shards": []}))
    assert run(source, out).checked == 3
    assert ids(out) == [f"a{n}" for n in range(9)]


def test_what_changed_is_run_again_and_nothing_else(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in.jsonl", 9), tmp_path / "out"
    run(source, out)
    records = [{"id": f"a{n}", "text": text(n)} for n in range(9)]
    records[4]["text"] = "All is well.\n"
    write_lines(source, records)
    assert run(source, out).checked == 3
    assert rows(out)[4]["findings"] == []
    write_lines(source, records[:4])
    assert run(source, out).checked == 1
    assert ids(out) == ["a0", "a1", "a2", "a3"]


def test_a_changed_glossary_runs_again_and_a_changed_policy_does_not(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in.jsonl", 4), tmp_path / "out"
    glossary = tmp_path / "own.toml"
    glossary.write_text('[glossary]\nname = "own"\n\n[[term]]\nuse = "tripwire"\n', "utf-8")
    config = QUICK.override(glossaries=(str(glossary),))
    assert run(source, out, config=config).checked == 4
    assert run(source, out, config=config.override(fail_on="never")).checked == 0
    glossary.write_text('[glossary]\nname = "own"\n\n[[term]]\nuse = "ceasefire"\n', "utf-8")
    assert run(source, out, config=config).checked == 4


def test_duplicates_are_checked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mtqa.linter import Linter

    seen: list[str] = []
    check = Linter.check_document
    monkeypatch.setattr(
        Linter, "check_document", lambda self, d: (seen.append(d.text), check(self, d))[1]
    )
    records = [{"id": f"a{n}", "text": text(n % 2)} for n in range(8)]
    write_lines(tmp_path / "in.jsonl", records)
    run(tmp_path / "in.jsonl", tmp_path / "out")
    found = rows(tmp_path / "out")
    assert seen.count(text(0)) == seen.count(text(1)) == 1
    assert [row["duplicate_of"] for row in found] == [None, None, *["a0", "a1"] * 3]
    assert [row["id"] for row in found] == [record["id"] for record in records]
    assert all(row["findings"] == found[row["row"] % 2]["findings"] for row in found)


def test_a_crash_in_one_article_is_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mtqa.linter import Linter

    check = Linter.check_document

    def trap(self: Linter, document: Any) -> Any:
        if "Talk 1" in document.text:
            raise RecursionError("too deep")
        return check(self, document)

    monkeypatch.setattr(Linter, "check_document", trap)
    run(articles(tmp_path / "in.jsonl", 3), tmp_path / "out")
    found = rows(tmp_path / "out")
    assert "too deep" in messages(found[1])
    assert [row["judged"] for row in found] == [True, False, True]


def test_summary_and_desks(tmp_path: Path) -> None:
    records = [{"id": "bad <b>", "text": text(0)}, {"id": "good", "text": "All is well.\n"}]
    source = write_lines(tmp_path / "in.jsonl", [*records, {"id": "null", "text": None}])
    run(source, tmp_path / "out", desks=1)
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert (summary["articles"], summary["judged"], summary["findings"]) == (3, 2, 1)
    assert summary["worst"][0]["id"] == "bad <b>"
    assert summary["quality"]["not judged"] == 1
    assert summary["incidents"][0]["id"] == "null"
    assert "3 articles" in (tmp_path / "out" / "summary.md").read_text(encoding="utf-8")
    desks = sorted(path.name for path in (tmp_path / "out" / "desks").glob("*.html"))
    assert len(desks) == 2
    assert "index.html" in desks


def test_progress_tells_rate_and_time_left() -> None:
    progress = Progress(100, quiet=True)
    progress.skip(20)
    progress.tick(10)
    assert progress.line(5.0) == "30/100 articles, 2.0/s, 35 s left"
    assert Progress(None, quiet=True).line(1.0) == "0 articles, 0.0/s"
    assert [span(s) for s in (0.2, 200, 7300)] == ["0 s", "3 min 20 s", "2 h 01 min"]


def command(*args: str) -> Result:
    result = CliRunner().invoke(main, ["batch", *args, *FLAGS, "--engine", "inline"])
    assert "Traceback" not in result.output
    return result


def test_the_command_says_what_came_of_it(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{"key": "a", "body": text(0)}, {"key": "b"}])
    named = ["--id-column", "key", "--text-column", "body"]
    first = command(str(source), str(tmp_path / "out"), *named)
    assert first.exit_code == 3
    assert "2 articles, 1 judged, 0 duplicates, 1 finding, 1 incident; 2 checked" in first.output
    assert "0 checked now, 2 were" in command(str(source), str(tmp_path / "out"), *named).output
    articles(source, 2)
    assert command(str(source), str(tmp_path / "other")).exit_code == 0


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--text-format", "docx"], "no format “docx”"),
        (["--text-column", "txet"], "did you mean “text”"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--jobs", "0"], "0 is not in the range"),
    ],
)
def test_wrong_options_are_sentences(tmp_path: Path, args: list[str], sentence: str) -> None:
    result = command(str(articles(tmp_path / "in.jsonl", 1)), str(tmp_path / "out"), *args)
    assert result.exit_code == 2
    assert sentence in result.output
    assert not (tmp_path / "out").exists()
