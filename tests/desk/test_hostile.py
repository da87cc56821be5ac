"""Hostile articles are text: nothing runs, nothing is asked of the network, nothing is broken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reporting import document, finding, report

from mtqa.core import Evidence, Incident, Verdict
from mtqa.render import render_folder

pytestmark = pytest.mark.chromium

EVIL = [
    "<script>window.pwned = 1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "</script><script>window.pwned=1</script>",
    "<!--<script>",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "javascript:window.pwned=1",
    "\u202egnp.exe \u2066abc\u2069",
    "A\u0000B\u001b[31mC",
    "x" * 10_000,
    "&lt;b&gt; &#60;b&#62;",
    "\u2028\u2029\ufffe",
    "😀" * 50 + "\ud83d",
    "style='position:fixed' onmouseover=window.pwned=1",
]


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_text_stays_text(lay, evil):
    doc = document(
        f"Head {evil}\n\nThe word {evil} brand stands here.\n".replace("\ud83d", ""),
        path=f"{evil[:80]}.txt",
    )
    doc = replace(doc, path=f"{evil[:80]}.txt")
    item = finding(
        doc, "brand", evil, evil + "2", message=evil, entry=evil,
        evidence=(Evidence("rule", f"fr {evil}: {evil}"), Evidence(evil, evil)),
    )  # fmt: skip
    rep = report(doc, item, incidents=(Incident("input", evil, path=evil, fatal=False),))
    rep = replace(rep, verdict=Verdict(False, 1, (evil,)))
    desk = lay(rep)
    desk.keys("a", "u", "v", "e", "Escape")
    desk.page.locator("#list details").evaluate("node => { node.open = true }")
    for name, text in render_folder(rep, "html").items():
        if name == "index.html":
            index = lay(text)
            assert index.errors == []
            assert index.page.evaluate("window.pwned") is None
    assert desk.page.evaluate("window.pwned") is None
    assert desk.page.locator("#article img, #article script, #card img, #card script").count() == 0
    assert desk.page.evaluate("document.scripts.length") == 2
    assert desk.errors == []
    assert desk.requests == []
    shown = desk.article()
    assert not any(char in shown for char in "\u202e\u2066\u0000\u001b")
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_stored_and_dropped_state_is_not_trusted(lay):
    doc = document("The word brand stands here.")
    desk = lay(report(doc, finding(doc, "brand", "mark")))
    key = desk.page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).articles[0].key"
    )
    fingerprint = desk.page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).articles[0].findings[0].id"
    )
    for bad in (
        "[]",
        "null",
        "{",
        '{"decisions": {"ID": {"decision": "accept", "choice": 99}}}',
        '{"decisions": {"ID": {"decision": "rewrite", "text": {}}}, "notes": {"ID": 7}}',
    ):
        desk.page.evaluate(
            "([k, v]) => { removeEventListener('pagehide', null); localStorage.setItem('mtqa-desk:' + k, v) }",
            [key, bad.replace("ID", fingerprint)],
        )
        other = desk.page.context.new_page()
        errors = []
        other.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        other.goto(desk.path.as_uri())
        other.wait_for_selector("html[data-ready]", state="attached")
        assert "0 of 1 decided" in other.inner_text("#bar")
        assert errors == []
