"""How a replacement is written in each format, so that a corrected word never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import punctuation
from typing import NamedTuple

from mtqa.core.text import Span

__all__ = ["Splice", "Written", "escaper"]


class Splice(NamedTuple):
    """A range of the file, the plain text to stand there and the kind of its block."""

    span: Span
    text: str
    kind: str


class Written(NamedTuple):
    """A range of the file and the characters to stand there."""

    start: int
    end: int
    text: str


_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# The end of the file before a replacement where its first character would make a tag or reference.
_OPEN_MARKUP = re.compile(r"(?:&#?[A-Za-z0-9]{0,40}|<[/!?]?-?)\Z")
_GOES_ON = re.compile(r"[A-Za-z0-9#;/!?-]")
_MARKUP = re.compile(r"[\\*_`\[\]<&~|!#]")
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{1,40};")
_LINE_HEAD = re.compile(r"[ \t>*+\-\d.)#|]*\Z")
_BARE_MARK = re.compile(r"(?:^|[ \t>])(?:\d{1,9}[.)]|[-+*]|#{1,6})\Z", re.MULTILINE)
_BLOCK_MARK = re.compile(r"[#>+=~:-]|\d{1,9}(?=[.)])|\|")


def escaper(name: str) -> Callable[[str, Splice], Written]:
    """Return the escaping a document's ``escape`` names."""
    return {"html": _html, "markdown": _markdown}.get(name, _plain)


def _plain(file: str, splice: Splice) -> Written:
    return Written(*splice.span, splice.text)


def _html(file: str, splice: Splice) -> Written:
    start, end = splice.span
    text = splice.text.translate(_HTML)
    if _OPEN_MARKUP.search(file, max(0, start - 48), start):
        if not text and end > start and end < len(file) and _GOES_ON.match(file, end):
            return Written(start, end + 1, _reference(file[end]))
        if text and _GOES_ON.match(text):
            text = _reference(text[0]) + text[1:]
    return Written(start, end, text)


def _reference(char: str) -> str:
    return f"&#x{ord(char):X};"


def _markdown(file: str, splice: Splice) -> Written:
    start, end = splice.span
    text = re.sub(r"\s*[\r\n]\s*", " ", splice.text)
    before, after = file[start - 1 : start], file[end : end + 44]
    written = _MARKUP.sub(lambda match: _mark(match, before, after, splice.kind), text)
    line = file.rfind("\n", 0, start) + 1
    if _LINE_HEAD.search(file, line, start) and (mark := _BLOCK_MARK.match(written)):
        at = mark.end() if mark.group().isdigit() else 0
        written = f"{written[:at]}\\{written[at:]}"
    if text[:1].isspace() and _LINE_HEAD.search(file, line, start):
        if _BARE_MARK.search(file, line, start):
            return Written(start - 1, end, f"\\{before}{written}")
    elif before == "\\" and _lone_backslash(file, start) and written[:1] in set(punctuation):
        written = "\\" + written
    return Written(start, end, written)


def _mark(match: re.Match[str], before: str, after: str, kind: str) -> str:
    """Escape a character of Markdown where it would be one."""
    char, text, at = match.group(), match.string, match.start()
    left = text[at - 1] if at else before
    right = (text[at + 1 :] + after)[:1]
    needed = {
        "*": bool(left.strip() or right.strip()),
        "_": not (left.isalnum() and right.isalnum()) and bool(left.strip() or right.strip()),
        "<": bool(re.match(r"[A-Za-z/!?]", right)),
        "&": bool(_ENTITY.match(text[at:] + after)),
        "|": kind == "cell",
        "!": right == "[" and at + 1 == len(text),
        "#": False,
    }.get(char, True)
    return "\\" + char if needed else char


def _lone_backslash(file: str, end: int) -> bool:
    count = 0
    while end > count and file[end - count - 1] == "\\":
        count += 1
    return count % 2 == 1
