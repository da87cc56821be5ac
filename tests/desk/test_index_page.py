"""The index of a batch in the browser, and the command that makes it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner
from reporting import ARTICLE, decisions, document, linter, report, sample

from mtqa.cli import main
from mtqa.core import Report
from mtqa.render import render_folder

pytestmark = pytest.mark.chromium


def batch() -> Report:
    good = report(document("All is well here.", path="a/zebra.txt"))
    return replace(sample(), articles=(*sample().articles, *good.articles))


def column(desk, number: int) -> list[str]:
    return desk.page.locator(
        f"#articles tbody tr:not([hidden]) > :nth-child({number})"
    ).all_inner_texts()


def test_rows_sort_and_filter(lay):
    desk = lay(render_folder(batch(), "html")["index.html"])
    desk.page.click("#articles th button >> text=Quality")
    assert float(column(desk, 3)[0].rstrip("?")) == 100
    assert desk.page.get_attribute("#articles thead th >> nth=2", "aria-sort") == "descending"
    desk.page.click("#articles th button >> text=Quality")
    assert float(column(desk, 3)[0].rstrip("?")) < 100
    desk.page.click("#articles th button >> text=Article")
    assert "article.txt" in column(desk, 1)[1]
    desk.page.fill("#query", "zebra")
    assert len(column(desk, 1)) == 1
    desk.page.fill("#query", "")
    desk.page.select_option("#verdict", "failed")
    assert "article.txt" in "".join(column(desk, 1))
    assert len(column(desk, 1)) == 1
    assert desk.errors == []
    assert desk.requests == []


def test_what_was_decided_on_a_desk_stands_in_the_index(lay, tmp_path):
    made = render_folder(batch(), "html")
    for name, text in made.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    desk = lay(made["index.html"])
    desk.page.goto((tmp_path / "index.html").as_uri())
    desk.page.click("a >> text=Talks resume")
    desk.page.wait_for_selector("html[data-ready]", state="attached")
    desk.keys("a", "r")
    desk.page.wait_for_timeout(300)
    desk.page.goto((tmp_path / "index.html").as_uri())
    assert "2 of 5" in desk.text("#articles")
    desk.page.check("#undecided")
    assert len(column(desk, 1)) == 1
    assert desk.errors == []


def test_the_command_writes_desks_and_indexes(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (news / "two.txt").write_text("All is well here.\n", encoding="utf-8")
    rep = linter(tmp_path).check_files([news / "one.txt"])
    saved = decisions(rep, (0, "refuse", None), (1, "refuse", None))
    (news / "one.decisions.json").write_text(saved, encoding="utf-8")
    out = tmp_path / "out"
    run = CliRunner().invoke(main, ["report", str(news), "-o", str(out), "--depth", "fast"])
    assert run.exit_code == 0, run.output
    names = {path.name for path in out.iterdir()}
    assert names == {"one.html", "two.html", "index.html", "index.md", "index.csv"}
    assert ",2,one.html" in (out / "index.csv").read_text("utf-8")
