"""Nothing a file holds may cost more than its length: generous bounds that a quadratic reader breaks."""

import subprocess
import sys
import time

import pytest

from mtqa.formats import read_bytes

SOUP = [
    "<", "<!--", "<a ", "&", "<b><i>", "<code><kbd>", "<div translate=no><div translate=yes>", "</",
    "</p>", "<![CDATA[", "<![CDATA[>", "<a href='", "<a x=\"", "<sup>", "<script>", "<title>", "<p", "&#",
    "<!", "<?php", "<a b='c' ", "<br>", " \n ",
]  # fmt: skip
MARKS = ["[", "*a ", "> ", "`", "\\", "- ", "a\n", "<b>", "![", "|a"]
LINES = [
    "a",
    " ",
    "@",
    "a@",
    "/a",
    "a.",
    "{{",
    "http://a)",
    "`a",
    "#",
    "www.",
    "%(",
    "\\\\",
    "\t\n",
    "a\r",
]


@pytest.mark.parametrize(
    ("piece", "path"),
    [
        *((piece, "a.html") for piece in SOUP),
        *((piece, "a.md") for piece in MARKS),
        *((piece, "a.txt") for piece in LINES),
    ],
)
def test_repetition_is_bounded(piece: str, path: str):
    size = 30_000 if path == "a.md" else 200_000
    data = (piece * (size // len(piece))).encode()
    start = time.process_time()
    read_bytes(data, path=path)
    assert time.process_time() - start < 5


def test_one_line_of_five_megabytes():
    start = time.process_time()
    document = read_bytes(b"word and, more. " * 330_000, path="a.txt")
    assert len(document.blocks) == 1
    assert time.process_time() - start < 5


def test_reading_needs_no_heavy_import():
    code = "import sys, mtqa.formats; print([m for m in ('charset_normalizer', 'pyromark') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
