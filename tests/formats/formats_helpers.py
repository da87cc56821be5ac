"""Small ways of reading, editing and checking that all tests of formats share."""

from __future__ import annotations

from mtqa.core.text import Document, Edit
from mtqa.formats import read_bytes, write_text

SUFFIX = {"text": "a.txt", "markdown": "a.md", "html": "a.html"}


def read(text: str, form: str = "text") -> Document:
    return read_bytes(text.encode(), path=SUFFIX[form])


def texts(text: str, form: str = "text") -> list[str]:
    return [block.text for block in read(text, form).blocks]


def protected(text: str, form: str = "text") -> list[str]:
    return [
        block.text[span.start : span.end]
        for block in read(text, form).blocks
        for span in block.protected
    ]


def edited(document: Document, old: str, new: str) -> str:
    """Replace the first place where a block says ``old``."""
    for index, block in enumerate(document.blocks):
        at = block.text.find(old)
        if at >= 0:
            return write_text(document, [Edit(index, at, at + len(old), new)])
    raise AssertionError(f"no block says {old!r}")


def letters(text: str) -> str:
    return "".join(text.split())


def assert_mapped(document: Document) -> None:
    """Pieces must tile a block's text, stay in file order and, where verbatim, be the file."""
    last = 0
    for block in document.blocks:
        plain = 0
        for piece in block.pieces:
            assert piece.plain == plain
            assert piece.length > 0
            assert piece.file >= last
            plain += piece.length
            last = piece.file + piece.file_length
            if piece.length == piece.file_length:
                _assert_verbatim(document, block.text, piece)
        assert plain == len(block.text)
        assert last <= len(document.text)
        for span in block.protected:
            assert 0 <= span.start < span.end <= len(block.text)


def _assert_verbatim(document: Document, text: str, piece: object) -> None:
    plain, file, length, _ = piece  # type: ignore[misc]
    for said, written in zip(
        text[plain : plain + length], document.text[file : file + length], strict=True
    ):
        assert said == written or (said == " " and written.isspace()) or written == "\0"
