"""The desk as a file: self-contained, small, a strict policy, hostile text inert."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from reporting import document, finding, report, sample

from mtqa.core import Incident, Report, Signature, Verdict
from mtqa.render import render, render_folder
from mtqa.render.desk.data import article_data
from mtqa.render.desk.page import bundle, inert_json

SCRIPTS = files("mtqa.render.desk") / "script"


class Parts(HTMLParser):
    """Tags with their attributes, and the text inside script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, dict[str, str | None], str]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._open = (tag, dict(attrs)) if tag in ("script", "style") else None

    def handle_data(self, data):
        if self._open:
            self.inside.append((*self._open, data))

    def handle_endtag(self, tag):
        self._open = None


def pages():
    return {
        "desk": render(sample(), "html"),
        "index": render_folder(sample(), "html")["index.html"],
    }


@pytest.mark.parametrize("name", ["desk", "index"])
def test_the_policy_allows_just_what_is_inside(name):
    parts = Parts(pages()[name])
    policy = next(
        a["content"] for t, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    for tag, attrs, text in parts.inside:
        if attrs.get("type") == "application/json":
            continue
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("name", ["desk", "index"])
def test_nothing_is_fetched_and_nothing_is_styled_or_run_inline(name):
    text = pages()[name]
    for tag, attrs in Parts(text).tags:
        assert "src" not in attrs
        assert tag != "link" or attrs["href"] == "data:,"
        assert not [key for key in attrs if key.startswith("on") or key == "style"]
    assert not re.search(r"https?://|//[a-z]+\.[a-z]", bundle(name))
    assert "innerHTML" not in bundle(name)
    assert "eval(" not in bundle(name)


def test_the_empty_shell_is_small():
    empty = report(document(""))
    assert len(render(empty, "html").encode()) <= 150_000


@pytest.mark.parametrize("name", ["desk", "index"])
def test_modules_share_one_scope_without_clash(name):
    text = bundle(name)
    assert not re.search(r"^(import|export) ", text, re.MULTILINE)
    found = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", text, re.MULTILINE)
    assert len(found) == len(set(found)), sorted(n for n in found if found.count(n) > 1)


def test_every_module_is_used_and_small():
    used = bundle("desk") + bundle("index")
    for module in SCRIPTS.iterdir():
        source = module.read_text("utf-8")
        assert source.split("\n")[0] in used, module.name
        assert len(source.splitlines()) < 230, module.name


HOSTILE = "</script><script>x</script><!--<img onerror=x>\"'&lt;\u2028\u202e\x00\x1b"


def test_hostile_text_appears_nowhere_as_markup():
    doc = replace(document(f"The {HOSTILE} brand."), path=HOSTILE)
    rep = report(
        doc,
        finding(
            doc, "brand", HOSTILE, message=HOSTILE, check=f"a/{HOSTILE}", category=f"a/{HOSTILE}"
        ),
        incidents=(Incident("input", HOSTILE, path=HOSTILE),),
    )
    rep = replace(
        rep, verdict=Verdict(False, 1, (HOSTILE,)), signature=Signature((("v", HOSTILE),))
    )
    for text in (render(rep, "html"), render_folder(rep, "html")["index.html"]):
        parts = Parts(text)
        assert [t for t, _ in parts.tags].count("script") == 2
        assert "img" not in [t for t, _ in parts.tags]
        assert not re.search(
            "[\x00\x1b\u202e]",
            re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL),
        )


def test_data_comes_through_its_script_element_unchanged():
    value = {"a": [HOSTILE, "\ud800", "😀", "<!--<script>", "]]>"]}
    text = inert_json(value)
    assert not set(text) & set("<>&\u2028")
    assert json.loads(text) == value
    text.encode("utf-8")


def test_offsets_are_those_of_javascript():
    doc = document("😀😀 the brand 😀 brand.")
    rep = report(doc, finding(doc, "brand", "mark"))
    data = article_data(rep.articles[0], rep)
    units = data["blocks"][0]["text"].encode("utf-16-le")
    found = data["findings"][0]
    assert units[2 * found["start"] : 2 * found["end"]].decode("utf-16-le") == "brand"
    start, end, text = found["options"][0]["edit"]
    assert (units[2 * start : 2 * end].decode("utf-16-le"), text) == ("brand", "mark")


def test_a_rewrite_takes_the_article_with_it():
    doc = document("He had a brand.")
    rep = report(doc, finding(doc, "brand", "award"))
    found = article_data(rep.articles[0], rep)["findings"][0]
    assert found["frame"] == [7, 14, "an award"]
    assert found["options"][0]["edit"] == [7, 14, "an award"]


def test_a_report_of_nothing_renders():
    nothing = Report(
        (),
        (Incident("input", "no such file.", path="x"),),
        Signature((("v", "1"),)),
        Verdict(False, 3, ("not judged: x",)),
    )
    assert "not judged: x" in render(nothing, "html")
    assert "index.html" in render_folder(nothing, "html")
