"""The match language: what it takes, what it gives back, and that it cannot run away."""

from __future__ import annotations

import time

import pytest

from mtqa.core import Segment
from mtqa.errors import GlossaryError
from mtqa.lexicon import Pattern, Patterns
from mtqa.lexicon.anchors import anchors_of
from mtqa.lexicon.grammar import parse_match
from mtqa.text import tokenise


def found(match: str, use: str, text: str, **guards: tuple[str, ...]) -> list[tuple[str, str]]:
    pattern = Pattern("p", match, (use,), **guards)
    anchors = {key: [(0, low, high)] for key, low, high in anchors_of(pattern.nodes)}
    patterns = Patterns([pattern], anchors)
    segment = Segment(text, tokens=tokenise(text))
    return [(text[m.start : m.end], m.replacements[0]) for m in patterns.find(segment)]


@pytest.mark.parametrize(
    ("match", "use", "text", "wrong", "right"),
    [
        ("[<accept>] to {Vb}", "<agree>", "She accepts to go.", "accepts", "agrees"),
        ("[<accept>] to {Vb}", "<agree>", "Accepting to go", "Accepting", "Agreeing"),
        (
            "[<have> {NUM} years]",
            "<be> {NUM} years old",
            "They have 12 years.",
            "have 12 years",
            "are 12 years old",
        ),
        (
            "[<have> {NUM} years]",
            "<be> {NUM} years old",
            "He had ten years.",
            "had ten years",
            "was ten years old",
        ),
        (
            "[<avoid:V> to {Vb}]",
            "<avoid> {Vb:ing}",
            "avoided to run",
            "avoided to run",
            "avoided running",
        ),
        (
            "[{N} of telephone]",
            "telephone {N}",
            "Numbers of telephone",
            "Numbers of telephone",
            "Telephone numbers",
        ),
        ("[in (the|a)? (big|large) part]", "largely", "in large part", "in large part", "largely"),
        ("discuss [about] the", "", "discuss about the war", "about", ""),
        (
            "[<put>] {W*} (in|into) question",
            "<call>",
            "was put again into question",
            "put",
            "called",
        ),
        ("^ [equally] ,", "also", "Equally, it rains", "Equally", "Also"),
        ("[build-up]", "growth", "the build up", "build up", "growth"),
        ("<do> n't [doubt] $", "think", "they don't doubt.", "doubt", "think"),
    ],
)
def test_matches(match: str, use: str, text: str, wrong: str, right: str) -> None:
    assert found(match, use, text) == [(wrong, right)]


@pytest.mark.parametrize(
    ("match", "text", "guards"),
    [
        ("[<accept>] to {Vb}", "He accepted the need to go.", {}),
        ("[brand] {N}", "the brand, shops", {}),
        ("[own] club", "their own club", {"not_before": ("their",)}),
        ("the [own]", "the own goal", {"not_after": ("goal",)}),
        ("[brand]", "a brand of shoes", {"unless": ("shoe",)}),
        ("[brand]", "a brand", {"needs": ("shoe",)}),
        ("^ [equally]", "it is equally so", {}),
    ],
)
def test_stays_quiet(match: str, text: str, guards: dict[str, tuple[str, ...]]) -> None:
    assert found(match, "x", text, **guards) == []


@pytest.mark.parametrize(
    ("match", "words"),
    [
        ("(a|b", "never closed"),
        ("a) b", "closes nothing"),
        ("{Vbx} a", "no wildcard"),
        ("<a:Q>", "should be"),
        ("[a] [b]", "one pair"),
        ("", "1 to 400"),
        ("(" * 20 + "a" + ")" * 20, "nest too deeply"),
    ],
)
def test_a_fault_is_said(match: str, words: str) -> None:
    with pytest.raises(GlossaryError, match=words):
        parse_match(match, "file.toml:3")


def test_time_is_bounded() -> None:
    match = " ".join(["(a|a a)?"] * 40) + " [zebra]"
    start = time.process_time()
    found(match, "x", "a " * 120 + "b zebra")
    assert time.process_time() - start < 10
