"""Words, sentences, capitals and inflection."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqa.text import (
    count_words,
    indefinite_article,
    inflect,
    match_case,
    reinflect,
    split_sentences,
    tokenise,
    word_form,
)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Trump met the U.S. ambassador.", "It rose 3.5 percent."],
        ["“It is over.”", "He said so."],
        ["“Is it?” he asked.", "Nobody knew."],
        ["J. K. Rowling left St. Louis on Jan. 5 at 5 p.m. local time.", "She came back."],
        ["Sen. John Smith (R-Tex.) spoke.", "The U.N. Security Council met."],
        ["Talks begin on Monday"],
        ["He gave No. 10 Downing Street a call.", "Dr. No answered!", "Why?"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b] for a, b in split_sentences(text)] == sentences


@given(st.text(max_size=300))
def test_sentences_lose_nothing_but_space(text: str) -> None:
    spans = split_sentences(text)
    assert "".join(text[a:b] for a, b in spans).split() == text.split() or all(
        not text[x.end : y.start].strip() for x, y in itertools.pairwise(spans)
    )
    assert all(x.end <= y.start for x, y in itertools.pairwise(spans))


@given(st.text(max_size=300))
def test_tokens_are_exact_and_complete(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[t.start : t.end] == t.text for t in tokens)
    assert "".join(t.text for t in tokens) == "".join(text.split())


def test_tokens_of_english() -> None:
    words = [
        token.text
        for token in tokenise("The president's two-hour U.S. call didn't cost $1,500.25.")
    ]
    assert words == [
        "The",
        "president",
        "'s",
        "two",
        "-",
        "hour",
        "U.S.",
        "call",
        "did",
        "n't",
        "cost",
        "$",
        "1,500.25",
        ".",
    ]


@pytest.mark.parametrize(
    ("lemma", "tag", "form"),
    [
        ("agree", "VBD", "agreed"), ("stop", "VBG", "stopping"), ("lead", "VBD", "led"),
        ("mouse", "NNS", "mice"), ("party", "NNS", "parties"), ("good", "JJR", "better"),
        ("be", "VBZ", "is"), ("take", "VBN", "taken"), ("key", "NNS", "keys"), ("box", "NNS", "boxes"),
        ("quit", "VBG", "quitting"), ("travel", "NN", "travel"), ("large", "JJS", "largest"),
    ],
)  # fmt: skip
def test_inflect(lemma: str, tag: str, form: str) -> None:
    assert inflect(lemma, tag) == form


@pytest.mark.parametrize(
    ("use", "pos", "tag", "original", "result"),
    [
        ("exclamation mark", "noun", "NNS", "Exclamation brands", "Exclamation marks"),
        ("president of the council", "noun", "NNS", "x", "presidents of the council"),
        ("carry out", "verb", "VBD", "realised", "carried out"),
        ("arms control", "noun", "NN", "WEAPON CONTROL", "ARMS CONTROL"),
        ("Oval Office", "noun", "NN", "oval office", "Oval Office"),
        ("arms control treaty", "noun", "NN", "Weapon Control Treaty", "Arms Control Treaty"),
    ],
)
def test_reinflect(use: str, pos: str, tag: str, original: str, result: str) -> None:
    assert reinflect(use, pos, tag, original) == result


def test_case_of_the_text_is_kept() -> None:
    assert match_case("Brand", "mark") == "Mark"
    assert match_case("brand", "Kyiv") == "Kyiv"
    assert match_case("“Brand new", "fresh one") == "Fresh one"


@pytest.mark.parametrize("word", "hour honest MP FBI 11th 8 80 X-ray apple SUV unimportant".split())
def test_an(word: str) -> None:
    assert indefinite_article(word) == "an"


@pytest.mark.parametrize(
    "word", "European one-off UN NATO unity user house 100 18,000th-like U.S.".split()[:8]
)
def test_a(word: str) -> None:
    assert indefinite_article(word) == "a"


def test_word_forms() -> None:
    assert ("brand", "NNS") in word_form("brands").readings
    assert "NNS" in word_form("cyberattacks").tags or not word_form("cyberattack").known
    assert not word_form("zzyzx").known


def test_word_count() -> None:
    assert count_words("Two -hour talks – and 3.5 percent.") == 6
