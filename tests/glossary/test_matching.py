"""Where a form counts, where it does not, and what the correction looks like."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.core import Segment, Span
from mtqa.glossary import Glossary, load_glossaries
from mtqa.text import tokenise

DATA = """
[[term]]
use = "exclamation mark"
not = ["exclamation brand", "mark of exclamation"]
pos = "noun"

[[term]]
use = "ceasefire"
not = ["fire stop", "high of the fire"]
pos = "noun"

[[term]]
use = "launder money"
not = ["whiten money"]
pos = "verb"

[[term]]
use = "extra time"
not = ["prolongation"]
needs = ["match", "goal"]
unless = ["contract"]

[[term]]
use = "spending"
not = ["spending type"]

[[term]]
use = "blood spending type"

[[term]]
use = "café owner"
not = ["café keeper's man"]

[[name]]
use = "Kyiv"
also = ["Kiev"]
not = ["Kijew"]
lower = true
styles = { ap = "Kiyv" }

[[name]]
use = "Oval Office"
not = ["Oval office", "oval office"]
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    path = tmp_path_factory.mktemp("glossary") / "own.toml"
    path.write_text(DATA, encoding="utf-8")
    return load_glossaries([path], shipped=False)


def found(book: Glossary, text: str, protected: tuple[Span, ...] = ()) -> list[tuple[str, str]]:
    segment = Segment(text, tokens=tokenise(text), protected=protected)
    return [(text[m.start : m.end], m.replacements[0]) for m in book.find(segment) if m.wrong]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("full of exclamation brands", "exclamation brands", "exclamation marks"),
        ("Exclamation Brands", "Exclamation Brands", "Exclamation Marks"),
        ("EXCLAMATION BRANDS", "EXCLAMATION BRANDS", "EXCLAMATION MARKS"),
        ("two marks of the exclamation", "marks of the exclamation", "exclamation marks"),
        ("an exclamation-brand", "exclamation-brand", "exclamation mark"),
        ("the fire-stop", "fire-stop", "ceasefire"),
        ("the firestop", "firestop", "ceasefire"),
        ("the high of fire", "high of fire", "ceasefire"),
        ("they whitened the money", "whitened the money", "laundered money"),
        ("whitening money", "whitening money", "laundering money"),
        ("a goal in the prolongations", "prolongations", "extra time"),
        ("spending types", "spending types", "spending"),
        ("the oval office", "oval office", "Oval Office"),
        ("in kyiv today", "kyiv", "Kyiv"),
        ("in Kijew’s centre", "Kijew", "Kyiv"),
        ("the café keeper’s man", "café keeper’s man", "café owner"),
        (unicodedata.normalize("NFD", "café keeper's man"), None, "café owner"),
    ],
)
def test_fires(book: Glossary, text: str, wrong: str | None, right: str) -> None:
    assert found(book, text) == [(wrong or text, right)]


@pytest.mark.parametrize(
    "text",
    [
        "exclamation. Brands",
        "exclamation, brands",
        "exclamation - brands",
        "the Loud Exclamation Brands Inc. grew",
        "a brand exclamation",
        "exclamations of brands",
        "prolongations of the strike",
        "a goal and a prolongation of his contract",
        "a blood spending type",
        "They met in Kyiv, once Kiev, at the Oval Office.",
    ],
)
def test_stays_quiet(book: Glossary, text: str) -> None:
    assert found(book, text) == []


def test_protected_text_is_left_alone(book: Glossary) -> None:
    assert found(book, "see exclamation brand here", (Span(4, 21),)) == []


def test_house_style_is_a_setting(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(DATA, encoding="utf-8")
    book = load_glossaries([path], shipped=False, style="ap")
    assert found(book, "in Kijew") == [("Kijew", "Kiyv")]


@given(st.text(max_size=80), st.sampled_from(["exclamation brands", "the whitened money"]))
def test_offsets_are_exact(book: Glossary, noise: str, phrase: str) -> None:
    text = f"{noise} {phrase} {noise}"
    segment = Segment(text, tokens=tokenise(text))
    for match in book.find(segment):
        assert 0 <= match.start < match.end <= len(text)
        assert text[match.start : match.end].strip() == text[match.start : match.end]
