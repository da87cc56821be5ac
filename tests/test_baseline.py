"""The baseline: moved paragraphs raise nothing, a second occurrence does, a mended one is stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtqa.cli import main

FAST = ["--depth", "fast", "--select", "design"]
GATE = [*FAST, "--fail-on", "minor", "--tier", "advice", "--baseline", ".mtqa-baseline.json"]
WRONG = "The talks led to a two -hour call."
OTHER = "Nothing else was said on Monday."


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    assert "Traceback" not in result.output
    return result


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("a.txt")
    path.write_text(f"{WRONG}\n\n{OTHER}\n", encoding="utf-8")
    assert run("baseline", "write", "a.txt", *FAST).exit_code == 0
    return path


def test_it_holds_no_offsets_and_is_sorted(article: Path) -> None:
    text = Path(".mtqa-baseline.json").read_text(encoding="utf-8")
    [row] = json.loads(text)["findings"]
    assert set(row) == {"check", "path", "text", "context", "count"}
    assert (row["path"], row["count"]) == ("a.txt", 1)
    run("baseline", "write", "./a.txt", *FAST)
    assert Path(".mtqa-baseline.json").read_text(encoding="utf-8") == text


def test_a_moved_paragraph_raises_nothing(article: Path) -> None:
    article.write_text(f"{OTHER}\n\nMore before it.\n\n{WRONG}\n", encoding="utf-8")
    assert run("baseline", "check", "a.txt", *FAST).exit_code == 0
    assert run("check", "a.txt", *GATE, "--new-only").exit_code == 0
    assert run("check", "a.txt", *GATE, "--all").exit_code == 1


def test_a_second_occurrence_does(article: Path) -> None:
    article.write_text(f"{WRONG}\n\n{OTHER}\n\n{WRONG}\n", encoding="utf-8")
    result = run("baseline", "check", "a.txt", *FAST)
    assert result.exit_code == 1
    assert "new: a.txt:5:" in result.output
    assert run("check", "a.txt", *GATE, "--new-only").exit_code == 1


def test_a_mended_one_is_stale_until_pruned(article: Path) -> None:
    article.write_text(f"{OTHER}\n", encoding="utf-8")
    result = run("baseline", "check", "a.txt", *FAST)
    assert result.exit_code == 1
    assert "gone: a.txt" in result.output
    checked = run("check", "a.txt", *GATE, "--new-only")
    assert checked.exit_code == 0
    assert "1 finding of the baseline is gone" in checked.output
    assert "1 finding forgotten" in run("baseline", "prune", "a.txt", *FAST).output
    assert run("baseline", "check", "a.txt", *FAST).exit_code == 0


def test_an_article_that_is_gone_is_stale(article: Path) -> None:
    article.rename("b.txt")
    result = run("baseline", "check", "b.txt", *FAST)
    assert "new: b.txt" in result.output
    assert "gone: a.txt" in result.output


def test_prune_adds_nothing(article: Path) -> None:
    article.write_text(f"{WRONG}\n\n{WRONG}\n", encoding="utf-8")
    run("baseline", "prune", "a.txt", *FAST)
    assert run("baseline", "check", "a.txt", *FAST).exit_code == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "damaged"),
        ('{"version": 9, "findings": []}', "version 9"),
        ('{"version": 1, "findings": [{"check": 1}]}', "damaged"),
        ("[]", "damaged"),
        (None, "no such baseline"),
    ],
)
def test_a_bad_baseline_is_a_sentence(article: Path, text: str | None, sentence: str) -> None:
    path = Path(".mtqa-baseline.json")
    path.write_text(text, encoding="utf-8") if text is not None else path.unlink()
    for command in (["baseline", "check", "a.txt", *FAST], ["check", "a.txt", *GATE, "--new-only"]):
        result = run(*command)
        assert result.exit_code == 2
        assert sentence in result.output


def test_new_only_wants_a_baseline(article: Path) -> None:
    result = run("check", "a.txt", *FAST, "--new-only")
    assert result.exit_code == 2
    assert "--new-only wants --baseline" in result.output


@pytest.mark.parametrize("path", ["./a.txt", "ABSOLUTE", "../{}/a.txt"])
def test_it_holds_however_the_article_is_named(article: Path, path: str) -> None:
    named = path.replace("ABSOLUTE", str(article.absolute())).format(Path.cwd().name)
    assert run("baseline", "check", named, *FAST).exit_code == 0
    assert run("check", named, *GATE, "--new-only").exit_code == 0


def test_it_holds_from_another_folder(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = 'depth = "fast"\nselect = ["design"]\ntier = "advice"\nfail-on = "minor"\n'
    known = 'baseline = ".mtqa-baseline.json"\nnew-only = true\n'
    Path("mtqa.toml").write_text(settings + known, encoding="utf-8")
    Path("sub").mkdir()
    article.rename("sub/a.txt")
    assert "1 finding recorded" in run("baseline", "write", "sub").output
    monkeypatch.chdir("sub")
    assert run("check", "a.txt").exit_code == 0
    assert run("check", "a.txt", "--all").exit_code == 1
    assert run("baseline", "check", "a.txt").exit_code == 0
    Path("a.txt").rename("b.txt")
    assert "gone: sub/a.txt" in run("baseline", "check", "b.txt").output


def test_the_settings_name_the_file_to_write(article: Path) -> None:
    Path("mtqa.toml").write_text('baseline = "known.json"\nnew-only = true\n', encoding="utf-8")
    assert run("check", "a.txt", *FAST).exit_code == 2
    assert run("baseline", "write", "a.txt", *FAST).exit_code == 0
    assert Path("known.json").is_file()
    assert run("check", "a.txt", *FAST).exit_code == 0


def test_new_only_shows_new_only(article: Path) -> None:
    article.write_text(f"{WRONG}\n\n{OTHER}\n\n{WRONG}\n", encoding="utf-8")
    shown = run("check", "a.txt", *GATE, "--new-only").output
    assert "a.txt:5:" in shown
    assert "a.txt:1:" not in shown
    assert "1 finding (" in shown
    assert "Not shown: 1 known from the baseline." in shown
    run_ = json.loads(run("check", "a.txt", *GATE, "--new-only", "--format", "sarif").output)
    rows = {row["baselineState"]: row for row in run_["runs"][0]["results"]}
    assert rows["unchanged"]["suppressions"][0]["kind"] == "external"
    assert "suppressions" not in rows["new"]
    assert "a.txt:1:" in run("check", "a.txt", *GATE, "--all").output
