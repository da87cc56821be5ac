"""The file taken from the desk is, byte for byte, the one that `mtqa apply` writes."""

from __future__ import annotations

import pytest
from reporting import document, finding, report

from mtqa.decisions.apply import apply_record
from mtqa.decisions.record import parse_record
from mtqa.engine import segment_document
from mtqa.formats import read_bytes, to_bytes

pytestmark = pytest.mark.chromium

NASTY = (
    "<b>bold</b> &amp; & <", "*a* _b_ `c` [d](e) | f", "1. one # two", "line\nbreak", "", "ça “va” — 😀",
    "-dash", "x" * 50, "the plain word", "\\*",
)  # fmt: skip

HTML = (
    "<!doctype html>\r\n<title>T</title><p>First <b>brand one</b> and &amp; caf&eacute; 😀 <i>brand</i> two.</p>\r\n"
    "<p>AT&amp;T brand three, a <a href='#'>brand</a> four &lt;x&gt; brand five.</p>\n"
)
MARKDOWN = (
    "# A *brand one* here\n\nbrand and **brand two**, [brand three](x) | brand four 😀 five.\n\n"
    "- brand five\n- a `code` brand six\n\n| brand seven | x |\n|---|---|\n| brand eight | y |\n"
)
PLAIN = "\ufeffThe brand one 😀 and\r\nthe brand two.\r\n\r\n\tbrand three—brand four\r\n"


def findings_on(doc, words=("brand",)):
    found = []
    for segment in doc.segments:
        at = segment.text.find("brand")
        while at >= 0:
            wide = segment.text[at : at + 9] if len(found) % 2 else "brand"
            item = finding(doc, "brand", "mark")
            found.append(item.with_(start=at, end=at + len(wide), text=wide, segment=segment.index))
            at = segment.text.find("brand", at + 9)
    return found


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize(
    ("source", "name"), [(HTML, "a.html"), (MARKDOWN, "a.md"), (PLAIN, "a.txt")]
)
def test_rewrites_are_written_alike(lay, source, name, text):
    doc = segment_document(read_bytes(source.encode(), path=name))
    desk = lay(report(doc, *findings_on(doc)))
    count = len(findings_on(doc))
    for _ in range(count):
        desk.keys("e")
        desk.page.wait_for_selector("#card textarea")
        desk.page.fill("#card textarea", text)
        desk.page.click("#card [data-act=write]")
    corrected = desk.download("save-text")
    record = parse_record(desk.download("save-decisions").decode(), "d.json")
    assert len([d for d in record.decisions if d.change]) >= count - 1
    applied = apply_record(record, doc, partial=True)
    if not applied.unfit:
        assert corrected == to_bytes(doc, applied.text)
    assert desk.errors == []


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("cp1252", b""),
        ("latin-1", b""),
        ("koi8-r", b""),
    ],
)
def test_the_encoding_of_the_article_is_kept(lay, encoding, bom):
    text = "The post is full of exclamation brands, said Andre.\r\n"
    data = bom + text.encode(encoding)
    named = None if bom else encoding
    doc = segment_document(read_bytes(data, path="a.txt", encoding=named))
    desk = lay(report(doc, finding(doc, "exclamation brands", "‘marks’ – 1")))
    desk.keys("a")
    corrected = desk.download("save-text")
    record = parse_record(desk.download("save-decisions").decode(), "d.json")
    assert corrected == to_bytes(doc, apply_record(record, doc).text)


def test_copied_text_of_html_is_plain(lay):
    from playwright.sync_api import expect

    doc = document("<h1>Head</h1><p>A <b>brand</b> &amp; more.</p>", "html", "a.html")
    desk = lay(
        report(doc, finding(doc, "brand", "mark")),
        permissions=["clipboard-read", "clipboard-write"],
    )
    desk.keys("a")
    desk.page.evaluate("document.getElementById('copy-text').click()")
    expect(desk.page.locator("#toast")).to_contain_text("copied")
    assert desk.page.evaluate("navigator.clipboard.readText()") == "Head\n\nA mark & more.\n"
