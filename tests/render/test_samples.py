"""The samples in reports/ are what the documented command makes: same shape, same parts.

Findings change as the glossaries grow; what a sample is made of must not go stale.
"""

from __future__ import annotations

import csv
import importlib.machinery
import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "reports"


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    loader = importlib.machinery.SourceFileLoader("picture", str(ROOT / "scripts" / "picture"))
    spec = importlib.util.spec_from_loader("picture", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module.sample_texts()


def test_there_is_one_sample_of_each(made):
    assert {path.name for path in REPORTS.glob("sample.*")} == set(made)


def test_the_page_is_todays_page(made):
    """Style, scripts and policy are byte for byte those of the package."""
    for pattern in (
        r"<style>.*?</style>",
        r'<script type="module">.*?</script>',
        r'content="default-src[^"]*"',
    ):
        old, new = (
            re.search(pattern, text, re.DOTALL).group()
            for text in ((REPORTS / "sample.html").read_text("utf-8"), made["sample.html"])
        )
        assert old == new, "run scripts/picture"


def test_json_and_csv_have_todays_fields(made):
    old, new = (
        json.loads(text)
        for text in ((REPORTS / "sample.json").read_text("utf-8"), made["sample.json"])
    )
    assert keys(old) == keys(new)
    rows = [
        list(csv.reader(text.splitlines()))
        for text in ((REPORTS / "sample.csv").read_text("utf-8"), made["sample.csv"])
    ]
    assert rows[0][0] == rows[1][0]


def test_the_samples_show_findings(made):
    for name, text in made.items():
        assert "ceasefire" in text, name
    assert json.loads((REPORTS / "sample.json").read_text("utf-8"))["documents"][0]["findings"]
    assert " → " in (REPORTS / "sample.md").read_text("utf-8")


def test_the_picture_is_small():
    picture = ROOT / "docs" / "desk.png"
    assert picture.read_bytes()[:4] == b"\x89PNG"
    assert picture.stat().st_size <= 150_000


def keys(value: object) -> object:
    if isinstance(value, dict):
        return {key: keys(item) for key, item in value.items()}
    if isinstance(value, list):
        return keys(value[0]) if value else None
    return None
