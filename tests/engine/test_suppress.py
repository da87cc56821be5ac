"""Suppression in the text and beside it: a reason is required, what answers for nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqa.api import Linter
from mtqa.config import Config
from mtqa.core import Report

QUICK = Config(depth="fast", select=("design",), shipped_glossaries=False)
WRONG = "A two -hour call."


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(QUICK)


def told(report: Report) -> str:
    return " ".join(item.message for item in report.incidents)


def counts(report: Report) -> tuple[int, int]:
    [article] = report.articles
    return len(article.findings), len(article.suppressed)


@pytest.mark.parametrize(
    ("text", "open_", "aside", "sentence"),
    [
        (f"<!-- mtqa: ignore design why -->\n\n{WRONG}\n\n{WRONG}", 1, 1, ""),
        (f"{WRONG} <!-- mtqa: ignore design/spaced-hyphen why -->\n\n{WRONG}", 1, 1, ""),
        (f"<!-- mtqa: ignore all why -->\n\n{WRONG}", 0, 1, ""),
        (f"<!-- mtqa: ignore-file design why -->\n\n{WRONG}\n\n{WRONG}", 0, 2, ""),
        (f"<!-- mtqa: ignore design -->\n\n{WRONG}", 1, 0, "a check and a reason"),
        (f"<!-- mtqa: ignore -->\n\n{WRONG}", 1, 0, "a check and a reason"),
        (f"<!-- mtqa: ignroe design why -->\n\n{WRONG}", 1, 0, "did you mean “ignore”"),
        (f"<!-- mtqa: ignore desing why -->\n\n{WRONG}", 1, 0, "no check is called “desing”"),
        (f"<!-- mtqa: ignore style why -->\n\n{WRONG}", 1, 0, "not needed any more"),
        ("<!-- mtqa: ignore design why -->\n\nFine.", 0, 0, "not needed any more"),
        (f"<!-- a comment -->\n\n{WRONG}", 1, 0, ""),
    ],
)
@pytest.mark.parametrize("syntax", ["markdown", "html"])
def test_comments(
    linter: Linter, syntax: str, text: str, open_: int, aside: int, sentence: str
) -> None:
    if syntax == "html":
        text = "\n".join(
            line if not line or line.startswith("<!--") else f"<p>{line}</p>"
            for line in text.splitlines()
        )
    report = linter.check_text(text, syntax=syntax)
    assert counts(report) == (open_, aside)
    assert sentence in told(report)
    assert bool(sentence) == bool(report.incidents)
    assert report.verdict.exit_code == 0


def test_a_reason_stays_with_the_finding(linter: Linter) -> None:
    report = linter.check_text(
        f"<!-- mtqa: ignore design said so -->\n\n{WRONG}", syntax="markdown"
    )
    [finding] = report.articles[0].suppressed
    assert [e.detail for e in finding.evidence if e.source == "suppressed"] == ["said so"]
    assert report.articles[0].corrected_all == report.articles[0].document.text


def test_plain_text_has_no_comments(linter: Linter) -> None:
    report = linter.check_text(f"<!-- mtqa: ignore design why -->\n\n{WRONG}")
    assert counts(report) == (1, 0)


@pytest.mark.parametrize(
    ("rules", "open_", "sentence"),
    [
        ("design | | house style\n", 0, ""),
        ("# a note\n\ndesign/spaced-hyphen |   | house style\n", 0, ""),
        ("design | two -hour | house style\n", 1, "not needed any more"),
        ("design | |\n", 1, "a check and a reason"),
        ("design\n", 1, "a check and a reason"),
    ],
)
def test_sidecar(linter: Linter, tmp_path: Path, rules: str, open_: int, sentence: str) -> None:
    article = tmp_path / "a.txt"
    article.write_text(WRONG, encoding="utf-8")
    (tmp_path / "a.txt.mtqa-ignore").write_text(rules, encoding="utf-8")
    report = linter.check_files([article])
    assert counts(report)[0] == open_
    assert sentence in told(report)


def test_sidecar_limited_to_words(linter: Linter, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The the talks led to a two -hour call.", encoding="utf-8")
    before = linter.check_files([article])
    word = before.articles[0].findings[0].text
    (tmp_path / "a.txt.mtqa-ignore").write_text(f"all | {word} | a name\n", encoding="utf-8")
    after = linter.check_files([article])
    assert counts(after)[1] == 1
    assert counts(after)[0] == counts(before)[0] - 1
