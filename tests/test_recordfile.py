"""What is written comes back item by item, and a broken file is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa import recordfile

TEXTS = st.lists(st.text(max_size=20).map(lambda text: f'["{text}"]'), max_size=8)
KEYS = st.text(st.characters(blacklist_characters="\n\r", blacklist_categories=["Cs"]), max_size=6)


@given(TEXTS, st.dictionaries(KEYS, st.just("{}"), max_size=5), st.lists(st.integers(), max_size=3))
def test_round_trip(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[str],
    index: dict[str, str],
    numbers: list[int],
) -> None:
    path = tmp_path_factory.mktemp("records") / f"a{recordfile.SUFFIX}"
    path.write_bytes(recordfile.dumps({"texts": texts, "index": index, "numbers": numbers}))
    found = recordfile.load(path)
    assert list(found["texts"]) == texts
    assert dict(found["index"]) == index
    assert found["numbers"] == numbers


def test_one_text_is_read_by_place_and_key(tmp_path: Path) -> None:
    path = tmp_path / "a.records"
    path.write_bytes(recordfile.dumps({"rows": ["[1]", '["é"]', "{}"], "keyed": {"a": "[2]"}}))
    found = recordfile.load(path)
    assert (found["rows"][1], found["rows"][-1], found["rows"][:2]) == (
        '["é"]',
        "{}",
        ["[1]", '["é"]'],
    )
    assert found["keyed"].get("b") is None
    with pytest.raises(IndexError):
        found["rows"][3]


@pytest.mark.parametrize("cut", [5, 20, -4])
def test_a_broken_file_is_no_file(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.records"
    path.write_bytes(recordfile.dumps({"rows": ["[1]", "[2]"]})[:cut])
    with pytest.raises(ValueError):  # noqa: PT011
        recordfile.load(path)
