"""A whole review: walk, accept, rewrite, undo, filter, reload, take out, apply, learn, check again."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from reporting import ARTICLE, document, finding, linter, report, sample

from mtqa.cli import main

pytestmark = pytest.mark.chromium


def test_a_whole_review(lay, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    before = linter(tmp_path).check_files([article])
    desk = lay(before)
    assert "0 of 6 decided" in desk.text("#bar")
    # By keyboard: accept, rewrite, refuse, undo.
    desk.keys("a")
    assert "ceasefire of 72 hours" in desk.article()
    desk.keys("e")
    desk.page.wait_for_selector("textarea")
    desk.page.wait_for_timeout(50)
    desk.page.keyboard.type("exclamation points")
    desk.keys("Enter")
    assert "exclamation points" in desk.article()
    desk.keys("r", "u", "a")
    assert "3 of 6 decided" in desk.text("#bar")
    # By mouse: the second suggestion of nothing is not there, refusing is.
    desk.page.click('#card [data-act="refuse"]')
    assert "4 of 6 decided" in desk.text("#bar")
    # A reload forgets nothing.
    desk.page.wait_for_timeout(300)
    desk.page.reload()
    desk.page.wait_for_selector("html[data-ready]", state="attached")
    assert "4 of 6 decided" in desk.text("#bar")
    desk.keys("r", "r")
    corrected = desk.download("save-text").decode()
    saved = desk.download("save-decisions")
    record = tmp_path / "article.decisions.json"
    record.write_bytes(saved)
    kinds = [row["decision"] for row in json.loads(saved)["decisions"]]
    assert kinds == ["accept", "rewrite", "accept", "refuse", "refuse", "refuse"]
    assert desk.errors == []
    assert desk.requests == []
    # Back on the command line.
    run = CliRunner().invoke(main, ["apply", str(record)])
    assert run.exit_code == 0, run.output
    assert article.read_text(encoding="utf-8") == corrected
    house = tmp_path / "house.toml"
    run = CliRunner().invoke(main, ["learn", str(record), "--into", str(house)])
    assert run.exit_code == 0, run.output
    after = linter(tmp_path, house).check_files([article])
    assert "stop-fire" not in [f.text for f in after.findings]
    assert "control of weapons" not in [f.text for f in after.findings]
    assert [f.text for f in after.articles[0].suppressed] == ["exclamation brand"]
    assert "decided differently" in run.output


def test_views_strip_filter_and_help(lay):
    desk = lay(sample())
    page = desk.page
    assert page.locator("#strip button").count() == 6
    desk.keys("v")
    assert page.locator("#article.side .row").count() == 5
    assert "ceasefire" in page.inner_text(".row .corrected >> nth=1")
    assert "stop-fire" in page.inner_text(".row .draft >> nth=1")
    desk.keys("v", "f")
    page.keyboard.type("arms")
    assert "1 of 5 findings shown" in desk.text("#filters")
    assert "Wrong term" in desk.text("#card")
    assert "3 of 5" in desk.text("#card")
    page.click("text=Show all")
    page.locator("#filters input[type=checkbox][value=minor]").uncheck()
    assert "3 of 5 findings shown" in desk.text("#filters")
    page.click("text=Show all")
    page.click("#strip button >> nth=4")
    assert "3 of 5" in desk.text("#card")
    page.click("text=Fold unchanged")
    assert page.locator("details.fold").count() == 2
    desk.page.locator("body").press("?")
    assert page.locator("dialog[open]").count() == 1
    page.uncheck("dialog input")
    desk.keys("Escape")
    page.locator("body").press("a")
    assert "0 of 5 decided" in desk.text("#bar")
    assert desk.errors == []


def test_typing_is_never_a_command(lay):
    desk = lay(sample())
    desk.page.fill("#card .note input", "")
    desk.page.type("#card .note input", "arnu?")
    assert "0 of 5 decided" in desk.text("#bar")
    saved = json.loads(desk.download("save-decisions"))
    assert saved["decisions"][0]["note"] == "arnu?"
    assert saved["decisions"][0]["decision"] == "none"


def test_overlapping_suggestions_exclude_each_other(lay):
    doc = document("A post full of exclamation brands here.")
    rep = report(
        doc,
        finding(doc, "exclamation brands", "exclamation marks"),
        finding(doc, "brands here", "marks there", check="accuracy/x"),
        finding(doc, "post", "message", check="accuracy/y"),
    )
    desk = lay(rep)
    desk.keys("n")
    desk.page.click('[data-act="choose-0"]')
    text = desk.article()
    assert "exclamation marks" in text
    assert "there" not in text
    assert "2 of 3 decided" not in desk.text("#bar") or "excluded" in desk.page.content()
    desk.page.click(".chip.excluded")
    assert "already stands here" in desk.text("#card")
    assert desk.page.is_disabled('[data-act="accept"]')
    desk.keys("u")
    assert desk.page.locator(".chip.excluded").count() == 0
    assert desk.errors == []


def test_ignore_covers_every_like_finding(lay):
    doc = document("One brand. Two words. Another brand.")
    rep = report(
        doc,
        finding(doc, "brand", "mark"),
        finding(doc, "brand", "mark", nth=1),
        finding(doc, "words", "terms"),
    )
    desk = lay(rep)
    desk.keys("i")
    assert "2 of 3 decided" in desk.text("#bar")
    desk.keys("u")
    assert "0 of 3 decided" in desk.text("#bar")


def test_safe_suggestions_at_once(lay):
    desk = lay(sample())
    desk.page.click("text=Accept the 1 safe")
    assert "1 of 5 decided" in desk.text("#bar")
    assert "ceasefire of 72" in desk.article()


def test_decisions_are_taken_over_elsewhere(lay, tmp_path):
    from playwright.sync_api import expect

    desk = lay(sample())
    desk.keys("a", "r")
    saved = desk.download("save-decisions")
    other = lay(sample())
    assert "0 of 5 decided" in other.text("#bar")
    drop(other, saved.decode())
    expect(other.page.locator("#bar")).to_contain_text("2 of 5")
    assert "2 decisions taken over" in other.page.inner_text("#toast")
    for text, sentence in (
        ("{", "not JSON"),
        ("{}", "no decisions file"),
        (saved.decode().replace('"sha256": "', '"sha256": "0'), "another text"),
    ):
        drop(other, text)
        expect(other.page.locator("#toast")).to_contain_text(sentence)
    assert other.errors == []


def drop(desk, text: str) -> None:
    desk.page.evaluate(
        """(text) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([text], "d.json"));
            document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: transfer }));
        }""",
        text,
    )


def test_several_articles_on_one_desk(lay):
    from dataclasses import replace

    one, two = sample(), report(document("All is well.", path="b.txt"))
    both = replace(one, articles=(*one.articles, *two.articles))
    desk = lay(both)
    desk.keys("a")
    desk.page.select_option("#pick", "1")
    assert "nothing to decide" in desk.text("#card")
    desk.page.select_option("#pick", "0")
    assert desk.errors == []


def test_an_article_without_findings_or_text(lay):
    desk = lay(report(document("")))
    desk.keys("a", "r", "e", "n", "u", "i", "v")
    assert "nothing to decide" in desk.text("#card")
    assert desk.download("save-text") == b""
    assert desk.errors == []
