"""A sentence as labelled pieces: what every corruption edits and what the detector learns from."""

import itertools
import json
import re
from dataclasses import dataclass
from enum import IntEnum

PIECE = re.compile(r"\s+|\w+(?:[-'’.]\w+)*|[^\w\s]")


class Kind(IntEnum):
    """What should be done to a word; MISSING stands on the word before which one is lost."""

    KEEP = 0
    REPLACE = 1
    INFLECT = 2
    DELETE = 3
    REORDER = 4
    CASE = 5
    MISSING = 6


@dataclass(slots=True)
class Piece:
    """A word, a mark or a gap, and its label."""

    text: str
    kind: Kind = Kind.KEEP

    @property
    def is_word(self) -> bool:
        """Tell words from marks and gaps."""
        return self.text[:1].isalnum()


def split(text: str) -> list[Piece]:
    """Cut a sentence into words, marks and gaps; joining them gives the sentence back."""
    return [Piece(match[0]) for match in PIECE.finditer(text)]


def to_json(pieces: list[Piece], source: str) -> str:
    """One training line: the text and `[start, end, kind]` for every word and mark."""
    spans: list[tuple[int, int, int]] = []
    text = ""
    for piece in pieces:
        if not piece.text.isspace():
            spans.append((len(text), len(text) + len(piece.text), int(piece.kind)))
        text += piece.text
    return json.dumps({"text": text, "spans": spans, "source": source}, ensure_ascii=False)


def match_case(word: str, model: str) -> str:
    """Give a new word the capital of the one it stands for."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def mend_articles(pieces: list[Piece]) -> None:
    """Let a/an follow the word after it, as every engine does."""
    words = [piece for piece in pieces if not piece.text.isspace()]
    for article, word in itertools.pairwise(words):
        if article.text.lower() in {"a", "an"} and word.is_word and word.kind:
            right = "an" if word.text[0].lower() in "aeio" else "a"
            article.text = match_case(right, article.text)
