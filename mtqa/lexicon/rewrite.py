"""What a pattern proposes: lemmas and wildcards of ``use`` in the inflection of what matched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtqa.core import Token
from mtqa.lexicon.atoms import Lemma, Wild
from mtqa.lexicon.grammar import Gap
from mtqa.lexicon.matching import Capture, Found
from mtqa.text import inflect, match_case, tags_of
from mtqa.text.context import after_auxiliary

__all__ = ["FORMS", "PLACEHOLDER", "rewrite"]

PLACEHOLDER = re.compile(r"<([^<>:]+)(?::[VNAR])?>|\{([A-Za-z]+\d?|W\*)(?::(\w+))?\}")
FORMS = {
    "base": "VB",
    "ing": "VBG",
    "past": "VBD",
    "pp": "VBN",
    "z": "VBZ",
    "plural": "NNS",
    "singular": "NN",
}
_PLURAL_SUBJECT = frozenset(["we", "you", "they", "these", "those", "both", "many", "who"])
_BARE = frozenset(
    ["to", "will", "would", "can", "could", "may", "might", "must", "should", "shall", "not", "n't"]
)


def rewrite(use: str, found: Found, tokens: Sequence[Token], text: str) -> str:
    """Return ``use`` fitted to the match, with the capitals of what it replaces."""
    inside = [
        c for c in found.captures if found.wrong_first <= c.first and c.last <= found.wrong_last
    ]
    lemmas = iter([c for c in inside if isinstance(c.node, Lemma)])
    last: list[Capture] = []

    def fill(match: re.Match[str]) -> str:
        if match.group(1):
            capture = next(lemmas, None)
            if capture is None and not last:
                return match.group(1)
            last[:] = [capture] if capture else last
            return _as(match.group(1), last[0], tokens)
        return _repeated(match.group(2), match.group(3), found, tokens, text)

    start, end = tokens[found.wrong_first].start, tokens[found.wrong_last - 1].end
    written = " ".join(PLACEHOLDER.sub(fill, use).split())
    return match_case(text[start:end], written) if written else ""


def _repeated(name: str, form: str | None, found: Found, tokens: Sequence[Token], text: str) -> str:
    for capture in _named(name, found.captures):
        if capture.first == capture.last:
            return ""
        if form is None:
            raw = text[tokens[capture.first].start : tokens[capture.last - 1].end]
            lone = capture.first == 0 and tokens[0].form.known and raw != "I"
            return raw[0].lower() + raw[1:] if lone else raw
        tag = FORMS[form]
        return inflect(_lemma(tokens[capture.first], tag[0]), tag)
    return ""


def _named(name: str, captures: Sequence[Capture]) -> Iterator[Capture]:
    for capture in captures:
        node = capture.node
        if (isinstance(node, Wild) and node.name == name) or (
            isinstance(node, Gap) and name == "W*"
        ):
            yield capture


def _lemma(token: Token, first: str) -> str:
    for lemma, tag in token.form.readings:
        if tag[0] == first:
            return lemma
    return token.form.lower


def _as(lemma: str, capture: Capture, tokens: Sequence[Token]) -> str:
    """Inflect ``lemma`` as the captured token is inflected; the first word of several."""
    node, token = capture.node, tokens[capture.first]
    assert isinstance(node, Lemma)
    word, space, rest = lemma.partition(" ")
    tag = _tag(node, token, tokens, capture.first, "VB" in tags_of(word))
    if word == "be":
        fixed = {"VBZ": "is", "VBG": "being", "VBN": "been"}.get(tag)
        return (fixed or _be(tag, tokens, capture.first)) + space + rest
    return inflect(word, tag) + space + rest


def _tag(node: Lemma, token: Token, tokens: Sequence[Token], at: int, verb: bool) -> str:
    """Return how the captured lemma is inflected, as a verb where the new word can be one."""
    tags = [tag for lemma, tag in token.form.readings if lemma == node.lemma]
    wanted = {"V": "V", "N": "N", "A": "J", "R": "R"}.get(node.pos)
    tags = [tag for tag in tags if wanted is None or tag[0] == wanted] or ["VB"]
    if token.form.lower == node.lemma:
        return _bare_tag(tags, tokens, at)
    tags = [tag for tag in tags if verb and tag[0] == "V"] or tags
    if "VBD" in tags and "VBN" in tags:
        return "VBN" if after_auxiliary(tokens, at) else "VBD"
    return tags[0]


def _bare_tag(tags: Sequence[str], tokens: Sequence[Token], at: int) -> str:
    """Read a form like the lemma: "put" is a past unless a word before it asks otherwise."""
    if not {"VBD", "VBN"} & set(tags) or (at and tokens[at - 1].form.lower in _BARE):
        return "VB"
    if after_auxiliary(tokens, at):
        return "VBN"
    return "VBD" if "VBD" in tags and at else "VB"


def _be(tag: str, tokens: Sequence[Token], at: int) -> str:
    """Agree with the word before: "they had" → "they were"; "to have" → "to be"."""
    before = tokens[at - 1].form if at else None
    if before and before.lower in _BARE and tag != "VBD":
        return "be"
    if before and before.lower == "i":
        return "was" if tag == "VBD" else "am"
    plural = before is not None and (before.lower in _PLURAL_SUBJECT or "NNS" in before.tags)
    if tag == "VBD":
        return "were" if plural else "was"
    return "are"
