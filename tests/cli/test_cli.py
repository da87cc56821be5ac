"""The command line as a user meets it: what it prints, writes and exits with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mtqa.cli import main

SEEDS = Path(__file__).parent.parent.parent / "seeds"
FAST = ["--depth", "fast"]
WRONG = "The talks led to a two -hour call.\n"


def run(*args: str, input: str | bytes | None = None) -> Result:  # noqa: A002
    result = CliRunner().invoke(main, list(args), input=input)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "x.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_help_names_every_command() -> None:
    text = run("--help").stdout
    for name in ("check", "fix", "explain", "checks", "glossary", "evaluate", "config"):
        assert name in text


def test_check_prints_place_message_and_underline(article: Path) -> None:
    result = run("check", str(article), *FAST)
    assert "x.txt:1:23:" in result.stdout
    assert "design/spaced-hyphen" in result.stdout
    assert "^" in result.stdout


def test_check_fails_the_gate_when_asked(article: Path) -> None:
    assert run("check", str(article), *FAST, "--fail-on", "never").exit_code == 0
    assert (
        run("check", str(article), *FAST, "--fail-on", "minor", "--tier", "advice").exit_code == 1
    )
    assert run("check", str(article), *FAST, "--fail-on", "critical").exit_code == 0
    assert run("check", str(article), *FAST, "--min-quality", "99").exit_code == 1
    assert run("check", str(article), *FAST, "--max", "design/spaced-hyphen=0").exit_code == 1
    assert (
        run(
            "check", str(article), *FAST, "--max", "design/spaced-hyphen=0", "--exit-zero"
        ).exit_code
        == 0
    )


def test_json_and_reports(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.json"
    result = run("check", str(article), *FAST, "--format", "json", "--report", f"json:{out}")
    printed, written = json.loads(result.stdout), json.loads(out.read_text(encoding="utf-8"))
    assert printed == written
    [found] = printed["documents"][0]["findings"]
    assert WRONG[found["file_start"] : found["file_end"]] == found["text"] == " "
    assert printed["documents"][0]["corrected_all"] == WRONG.replace(" -", "-")


def test_standard_input() -> None:
    result = run("check", "-", *FAST, input=WRONG)
    assert "-:1:23:" in result.stdout


def test_select_and_ignore(article: Path) -> None:
    assert "0 findings" in run("check", str(article), *FAST, "--ignore", "design").stdout
    assert (
        "1 finding " in run("check", str(article), *FAST, "--select", "design/spaced-hyphen").stdout
    )


def test_fix_diff_in_place_and_folder(article: Path, tmp_path: Path) -> None:
    every = ["fix", str(article), "--unsafe-fixes", *FAST]
    assert run(*every).stdout == WRONG.replace(" -", "-")
    diff = run(*every, "--diff")
    assert diff.exit_code == 1
    assert "+The talks led to a two-hour call." in diff.stdout
    run(*every, "--output-dir", str(tmp_path / "out"))
    assert (tmp_path / "out" / "x.txt").read_text(encoding="utf-8") == WRONG.replace(" -", "-")
    assert article.read_text(encoding="utf-8") == WRONG
    run(*every, "--in-place")
    assert article.read_text(encoding="utf-8") == WRONG.replace(" -", "-")


def test_explain_and_checks() -> None:
    assert "two-hour" in run("explain", "design/spaced-hyphen").stdout
    assert "design/spaced-hyphen" in run("checks").stdout
    assert json.loads(run("checks", "--format", "json").stdout)


def test_config_show_and_nearest_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "base.toml").write_text('ignore = ["design"]\n', encoding="utf-8")
    (tmp_path / "mtqa.toml").write_text('extend = "base.toml"\ndepth = "fast"\n', encoding="utf-8")
    (tmp_path / "x.txt").write_text(WRONG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = run("config", "show").stdout
    assert 'depth = "fast"' in shown
    assert 'ignore = ["design"]' in shown
    assert "0 findings" in run("check", "x.txt").stdout


def test_evaluate_reads_keys() -> None:
    figures = json.loads(run("evaluate", str(SEEDS), *FAST, "--format", "json").stdout)
    assert figures["gold"] > 300
    assert figures["precision"] > 0.8
    assert figures["clean_words"] > 1500


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (["check", "missing.txt"], 3, "missing.txt"),
        (["check", "."], 2, "no article to check"),
        (["check", "*.none"], 2, "no file matches"),
        (["check", "x.txt", "--format", "jsn"], 2, "did you mean “json”"),
        (["check", "x.txt", "--depth", "fasst"], 2, "did you mean “fast”"),
        (["check", "x.txt", "--select", "design/spaced-hyphn"], 2, "did you mean “design/spaced-hyphen”"),
        (["check", "x.txt", "--fail-on", "bad"], 2, "minor, major, critical, never"),
        (["check", "x.txt", "--max", "x"], 2, "CHECK=N"),
        (["check", "x.txt", "--report", "html"], 2, "FORMAT:FILE"),
        (["check", "x.txt", "--report", "json:none/there.json"], 2, "does not exist"),
        (["check", "x.txt", "--glossary", "none.toml"], 2, "none.toml"),
        (["chek", "x.txt"], 2, "did you mean “check”"),
        (["fix", "-", "--in-place"], 2, "in place"),
        (["explain", "spaced-hyphen"], 2, "no check is called"),
    ],
)  # fmt: skip
def test_bad_input_is_a_sentence(
    args: list[str], code: int, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "x.txt" in args:
        (tmp_path / "x.txt").write_text(WRONG, encoding="utf-8")
    tail = [] if "--depth" in args or args[0] in ("explain", "chek") else FAST
    result = run(*args, *tail)
    assert sentence in result.output
    assert result.exit_code == code


@pytest.mark.parametrize(
    ("data", "code", "sentence"),
    [
        (b"", 0, "no text to check"),
        (b"%PDF-1.7\x00\x01\x02binary\x00", 3, "x.txt"),
        (
            b"All the talks went well today. " * 20 + b"caf\xff\xfe\xc3( and so on.",
            3,
            "UTF-8",
        ),
    ],
)
def test_bad_bytes_are_a_sentence(data: bytes, code: int, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes(data)
    result = run("check", str(path), *FAST)
    assert sentence in result.output
    assert result.exit_code == code


def test_bad_config_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(WRONG, encoding="utf-8")
    for text, sentence in (
        ('dpth = "fast"', "did you mean “depth”"),
        ('depth = "quick"', "fast, standard, deep"),
        ("select = 3", "list of texts"),
        ("depth = ", "TOML"),
        ('extend = "mtqa.toml"', "circle"),
        ('extend = "gone.toml"', "no such settings file"),
    ):
        (tmp_path / "mtqa.toml").write_text(text, encoding="utf-8")
        result = run("check", "x.txt")
        assert sentence in result.output
        assert result.exit_code == 2


def test_terminal_controls_of_an_article_are_not_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Evil \x1b[2J two -hour \u202ecall.\n", encoding="utf-8")
    result = run("check", str(path), *FAST, "--no-color")
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_full_pipe_is_no_error(article: Path) -> None:
    command = f"{sys.executable} -m mtqa check {article} --depth fast | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_output_that_is_a_folder_is_a_sentence(article: Path, tmp_path: Path) -> None:
    (tmp_path / "d.json").mkdir()
    result = run("check", str(article), *FAST, "--output", "/proc/none.json")
    assert result.exit_code == 2


HEAVY = "transformers torch ctranslate2 onnxruntime langdetect sacrebleu".split()


@pytest.mark.parametrize(
    "code",
    [
        "import mtqa",
        "from click.testing import CliRunner; from mtqa.cli import main; CliRunner().invoke(main, ['--help'])",
    ],
)
def test_start_loads_nothing_heavy(code: str) -> None:
    probe = f"{code}; import sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
