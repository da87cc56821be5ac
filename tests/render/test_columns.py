"""One converter for code points, UTF-16 and UTF-8 columns: properties that hold for any text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mtqa.render.columns import Lines, utf8_length, utf16_length

TEXT = st.text(alphabet=st.sampled_from("aé€😀\u0301\r\n\tß中"), max_size=60)


@given(TEXT, st.integers(0, 70))
def test_the_text_before_a_place_can_be_rebuilt_from_each_column(text: str, offset: int) -> None:
    lines = Lines(text)
    place = lines.at(offset)
    offset = min(offset, len(text))
    before = text[offset - (place.column - 1) : offset]
    assert len(before.encode("utf-8")) == place.utf8 - 1
    assert len(before.encode("utf-16-le")) // 2 == place.utf16 - 1
    rest = text[: offset - len(before)]
    assert rest == "" or rest[-1] in "\r\n"
    ends = rest.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    if not (rest.endswith("\r") and text[offset - len(before) :].startswith("\n")):
        assert place.line == ends + 1


@given(TEXT)
def test_lengths_are_those_of_the_encodings(text: str) -> None:
    assert utf8_length(text) == len(text.encode("utf-8"))
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@given(TEXT, st.integers(0, 70), st.integers(0, 70))
def test_later_places_are_never_before_earlier_ones(text: str, one: int, other: int) -> None:
    lines = Lines(text)
    low, high = lines.at(min(one, other)), lines.at(max(one, other))
    assert (low.line, low.column) <= (high.line, high.column)


def test_lines_without_their_ends() -> None:
    lines = Lines("one\r\ntwo 😀\rthree\n")
    assert [lines.text_of(n) for n in (1, 2, 3, 4)] == ["one", "two 😀", "three", ""]
    assert lines.at(10) == (2, 6, 7, 9)
    assert lines.at(99) == (4, 1, 1, 1)
