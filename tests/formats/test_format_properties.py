"""Whatever the file: no edit changes no byte, and an edit changes its own words only."""

import pytest
from formats_helpers import SUFFIX, assert_mapped, letters
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mtqa.core.text import Block, Document, Edit, Span
from mtqa.errors import InputError, OutputError
from mtqa.formats import read_bytes, to_bytes, write_text

FORMATS = st.sampled_from(sorted(SUFFIX))
WORDS = st.sampled_from(
    ["one", "Two", "brände", "e\u0301", "👩‍👩‍👧", "it's", "x", "1.", "-", "#", "*", "_", "a_b", "&", "<",
     ">", "[x]", "(y)", "`c`", "|", "\\", "~", "!", "end.", "https://a.example", "\u00a0", "日本"]
)  # fmt: skip
MARKUP = st.sampled_from(
    ["<b>", "</b>", "<p>", "</p>", "<br>", "<i class='x>'>", "</i>", "<!-- c -->", "&amp;", "&eacute;",
     "&nbsp;", "&#65", "&lt;", "&nGt;", "<script>", "</script>", "<pre>", "</pre>", "<code>", "</code>",
     "<title>", "<sup>1</sup>", "**", "*", "_", "`", "# ", "> ", "- ", "1. ", "[a](b)", "![a](b)", "[^1]",
     "\\*", "\\", "---\n", "```\n", "| a | b |\n|---|---|\n", "<span translate=no>", "</span>", "~~"]
)  # fmt: skip
SPACES = st.sampled_from([" ", " ", " ", "", "\n", "\n\n", "\r\n", "\r\n\r\n", "  ", "\n   ", "\t"])
FILES = st.lists(st.one_of(WORDS, MARKUP, SPACES, SPACES), max_size=40).map("".join)
REPLACEMENTS = st.lists(st.one_of(WORDS, st.just(" ")), max_size=5).map("".join)


@given(st.binary(max_size=200), FORMATS)
@settings(deadline=None)
def test_any_bytes_come_back_or_are_refused(data: bytes, form: str):
    try:
        document = read_bytes(data, path=SUFFIX[form])
    except InputError:
        return
    assert to_bytes(document, write_text(document, [])) == data
    assert_mapped(document)


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252", "koi8-r", "gb18030"]),
    FORMATS,
)
@settings(deadline=None)
def test_any_text_in_any_encoding_comes_back(text: str, codec: str, form: str):
    data = text.encode(codec, "ignore")
    try:
        document = read_bytes(data, path=SUFFIX[form], encoding=codec)
    except InputError:
        assume(False)
    assert to_bytes(document, document.text) == data
    assert_mapped(document)


@given(FILES, FORMATS)
@settings(deadline=None)
def test_the_map_holds_in_any_markup(text: str, form: str):
    assert_mapped(read_bytes(text.encode(), path=SUFFIX[form]))


@st.composite
def edits(draw: st.DrawFn) -> tuple[Document, Edit]:
    form = draw(FORMATS)
    document = read_bytes(draw(FILES).encode(), path=SUFFIX[form])
    assume(document.blocks)
    block = draw(st.integers(0, len(document.blocks) - 1))
    size = len(document.blocks[block].text)
    start = draw(st.integers(0, size))
    return document, Edit(block, start, draw(st.integers(start, size)), draw(REPLACEMENTS))


@given(edits())
@settings(max_examples=400, deadline=None)
def test_an_edit_changes_its_own_words_only(case: tuple[Document, Edit]):
    document, edit = case
    try:
        text = write_text(document, [edit])
    except (ValueError, OutputError):
        return  # A protected span, or signs that would become markup: refused, nothing lost.
    block = document.blocks[edit.block]
    spans = [*block.to_file(edit.start, edit.start), *block.to_file(edit.start, edit.end)]
    spans += _cut(block, edit)
    low, after = min(spans)[0], len(document.text) - max(span.end for span in spans)
    if document.escape == "markdown":
        low -= 1  # A mark at a line start may need a backslash before it.
    if document.escape == "html":
        after -= 1  # What follows a bare ampersand may have to become a reference.
    assert text[: max(0, low)] == document.text[: max(0, low)]
    if after > 0:
        assert text[-after:] == document.text[-after:]
    if document.escape != "plain":
        _assert_says(document, edit, text)


def _cut(block: Block, edit: Edit) -> list[Span]:
    """A reference cut in the middle is written anew as a whole."""
    return [
        Span(piece.file, piece.file + piece.file_length)
        for piece in block.pieces
        for at in (edit.start, edit.end)
        if piece.length != piece.file_length and piece.plain < at < piece.plain + piece.length
    ]


def _assert_says(document: Document, edit: Edit, text: str) -> None:
    said = read_bytes(text.encode(), path=document.path).blocks
    whole = document.blocks[edit.block].text
    meant = [block.text for block in document.blocks]
    meant[edit.block] = whole[: edit.start] + edit.text + whole[edit.end :]
    assert letters("".join(block.text for block in said)) == letters("".join(meant))


@given(FILES, st.text("abc xyz", max_size=8).map(str.strip))
@settings(deadline=None)
def test_ordinary_words_are_never_refused(text: str, new: str):
    for path in SUFFIX.values():
        document = read_bytes(text.encode(), path=path)
        for index, block in enumerate(document.blocks):
            for word in ("one", "Two"):
                at = block.text.find(word)
                free = not any(span.overlaps(Span(at, at + 3)) for span in block.protected)
                if at >= 0 and free and new.strip():
                    write_text(document, [Edit(index, at, at + 3, new)])


@pytest.mark.parametrize("form", sorted(SUFFIX))
def test_marks_and_line_ends_are_counted_in_code_points(form: str):
    text = "\ufeffA👩‍👩‍👧 e\u0301 x\r\n\r\nbrands here\r\n"
    data = text.encode()
    document = read_bytes(data, path=SUFFIX[form])
    assert document.bom == data[:3]
    index = next(i for i, block in enumerate(document.blocks) if "brands" in block.text)
    at = document.blocks[index].text.index("brands")
    new = write_text(document, [Edit(index, at, at + 6, "marks")])
    assert to_bytes(document, new) == data.replace(b"brands", b"marks")
