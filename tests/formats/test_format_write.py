import pytest
from formats_helpers import read

from mtqa.core.text import Edit
from mtqa.errors import OutputError
from mtqa.formats import write_text

TEXT = "One two three.\n\nFour https://a.example/ five.\n"


def test_no_edit_no_change():
    assert write_text(read(TEXT), []) == TEXT


def test_edits_in_any_order():
    edits = [Edit(1, 0, 4, "Vier"), Edit(0, 8, 13, "drei"), Edit(0, 0, 3, "Eins")]
    assert write_text(read(TEXT), edits) == "Eins two drei.\n\nVier https://a.example/ five.\n"


def test_insertions_and_deletions():
    edits = [Edit(0, 0, 0, "Now "), Edit(0, 3, 7, ""), Edit(0, 14, 14, " End.")]
    assert write_text(read(TEXT), edits).startswith("Now One three. End.\n\n")


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 0, 5, "x"), Edit(0, 4, 7, "y")],
        [Edit(0, 3, 3, "x"), Edit(0, 3, 3, "y")],
        [Edit(2, 0, 1, "x")],
        [Edit(-1, 0, 1, "x")],
        [Edit(0, 5, 4, "x")],
        [Edit(0, 0, 99, "x")],
        [Edit(1, 5, 9, "x")],
        [Edit(1, 9, 9, "x")],
    ],
)
def test_edits_that_cannot_be_made(edits):
    with pytest.raises(ValueError, match=r"overlaps|no block|outside|protected"):
        write_text(read(TEXT), edits)


def test_an_edit_may_span_what_is_protected_if_it_keeps_it():
    edits = [Edit(1, 0, 29, "Vier https://a.example/ fünf.")]
    assert write_text(read(TEXT), edits).endswith("Vier https://a.example/ fünf.\n")


def test_two_edits_in_one_reference_are_refused():
    document = read("<p>&NotEqualTilde;</p>", "html")
    with pytest.raises(ValueError, match="two edits"):
        write_text(document, [Edit(0, 0, 1, "x"), Edit(0, 1, 2, "y")])


def test_a_correction_that_would_turn_into_markup_is_refused():
    document = read("a * b * c\n", "markdown")
    with pytest.raises(OutputError, match="without changing the markup"):
        write_text(document, [Edit(0, 3, 4, ""), Edit(0, 5, 6, "")])


def test_many_words_are_replaced_in_one_piece():
    text = "same " + "word " * 500 + "<b>end</b>"
    document = read(f"<p>{text}</p>", "html")
    plain = document.blocks[0].text
    edit = Edit(0, 0, len(plain), plain.replace("word", "term"))
    assert write_text(document, [edit]) == f"<p>{text}</p>".replace("word", "term")
