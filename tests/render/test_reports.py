"""Markdown, JSON and the index: stable in form, safe to open, true to the report."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from reporting import big, document, finding, linter, report, sample

from mtqa.core import Incident, Report, Signature, Verdict
from mtqa.render import render, render_folder
from mtqa.render.index import safe_cell
from mtqa.render.markdown import cell
from mtqa.render.rows import quality_bins, rows_of, totals

SCHEMA = json.loads((files("mtqa.render") / "report.schema.json").read_text("utf-8"))


def test_markdown_keeps_its_form(snapshot):
    assert render(sample(), "markdown") == snapshot


def test_json_keeps_its_form(snapshot):
    assert render(sample(), "json") == snapshot


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("kind", ["sample", "empty", "incidents", "real", "html"])
def test_json_follows_its_schema(kind, tmp_path):
    reports = {
        "sample": sample,
        "empty": lambda: Report((), (), Signature((("v", "1"),))),
        "incidents": lambda: Report(
            (),
            (Incident("input", "x", "p", "c/d", 3),),
            Signature((("v", "1"),)),
            Verdict(False, 3, ("y",)),
        ),
        "real": lambda: linter(tmp_path).check_text("A post full of exclamation brands. two -hour"),
        "html": lambda: linter(tmp_path).check_text(
            "<p>exclamation <b>brands</b></p>", syntax="html"
        ),
    }
    Draft202012Validator(SCHEMA).validate(json.loads(render(reports[kind](), "json")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", r"a \| b"),
        ("<b>", r"\<b\>"),
        ("[x](http://y)", r"\[x\](http\://y)"),
        ("# *a* `b`\n- c", r"\# \*a\* \`b\` - c"),
        ("\u202eabc\x1b", "�abc�"),
        ("@everyone", r"\@everyone"),
        ("www.x.org", r"www\.x.org"),
    ],
)
def test_article_text_is_inert_in_markdown(text, shown):
    assert cell(text) == shown


def test_markdown_lists_the_gravest_of_very_many():
    text = render(big(400), "markdown")
    assert "200 lighter findings not listed here." in text
    assert text.count("| critical") >= 133


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\r=1", "\n=cmd"])
def test_a_spreadsheet_computes_nothing(text):
    assert safe_cell(text).startswith("'")


def batch() -> Report:
    good = report(document("All is well here.", path="a/news.txt"))
    bad = sample()
    evil = report(
        replace(document("The brand."), path="=cmd|'/c calc'!A1"),
        finding(document("The brand."), "brand", "mark"),
    )
    same = report(document("Another brand.", path="b/news.txt"))
    everything = [item.articles[0] for item in (good, bad, evil, same)]
    return Report(tuple(everything), (), Signature((("v", "1"),)), Verdict(False, 1, ("x",)))


def test_a_folder_has_a_file_for_each_article_and_three_indexes():
    made = render_folder(batch(), "html")
    assert list(made)[:4] == ["news.html", "article.html", "c calc-!A1.html", "news-2.html"]
    assert {"index.html", "index.md", "index.csv"} <= set(made)
    assert set(render_folder(batch(), "markdown")) >= {"index.md", "news.md"}
    assert "index.html" not in render_folder(batch(), "json")


def test_csv_has_one_safe_row_per_article():
    rows = list(csv.DictReader(io.StringIO(render(batch(), "csv"))))
    assert [row["path"] for row in rows] == [
        "a/news.txt",
        "news/article.txt",
        "'=cmd|'/c calc'!A1",
        "b/news.txt",
    ]
    assert [row["verdict"] for row in rows] == ["passed", "failed", "passed", "passed"]
    assert rows[1]["worst_check"] == "terminology/wrong-term"


def test_totals_and_bins_add_up():
    rep = batch()
    rows = rows_of(rep, ["x"] * 4)
    assert totals(rows).findings == len(rep.findings)
    assert sum(count for _, count in quality_bins(rows)) == 4
    assert totals([]).quality == 100.0


def test_the_index_says_all_and_links_each_desk():
    made = render_folder(batch(), "html", decided={})
    for name in ("news.html", "article.html", "news-2.html"):
        assert f'href="{name}"' in made["index.html"]
        assert f"(<{name}>)" in made["index.md"]
    assert '<svg role="img"' in made["index.html"]
    assert 'aria-label="Most frequent checks. terminology/wrong-term: 4' in made["index.html"]
