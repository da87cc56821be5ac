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
    assert "1 findings of the baseline are gone" in checked.output
    assert "1 findings forgotten" in run("baseline", "prune", "a.txt", *FAST).output
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
