"""`mtqa apply`: what the editor decided stands in the file, and nothing else has changed."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from reporting import ARTICLE, decisions, document, finding, linter, report, sample

from mtqa.cli import main
from mtqa.decisions.apply import apply_record
from mtqa.decisions.record import parse_record
from mtqa.errors import InputError
from mtqa.formats import read_bytes

CHOICES = (
    (0, "accept", "ceasefire"),
    (1, "accept", "exclamation points"),
    (2, "rewrite", "An arms deal"),
    (3, "refuse", None),
)


def run(*args: str):
    return CliRunner().invoke(main, list(args))


def test_accepted_and_rewritten_changes_are_written():
    rep = sample()
    applied = apply_record(
        parse_record(decisions(rep, *CHOICES), "d.json"), rep.articles[0].document
    )
    expected = (
        ARTICLE.replace("stop-fire", "ceasefire")
        .replace("exclamation brands", "exclamation points", 1)
        .replace("A control of weapons", "An arms deal")
    )
    assert applied.text == expected
    assert len(applied.made) == 3
    assert not applied.unfit


def test_the_article_before_a_noun_follows_an_accepted_suggestion():
    rep = sample()
    record = parse_record(decisions(rep, (2, "accept", "arms control")), "d.json")
    assert (
        "\nAn arms control treaty was signed."
        in apply_record(record, rep.articles[0].document).text
    )


def test_markup_between_the_words_stays():
    text = '<p>A post full of <a href="x">exclamation</a> <b>brands</b> &amp; more.</p>\r\n'
    doc = document(text, "html", "a.html")
    rep = report(doc, finding(doc, "exclamation brands", "exclamation marks"))
    record = parse_record(decisions(rep, (0, "accept", "exclamation marks")), "d.json")
    assert apply_record(record, doc).text == text.replace("brands", "marks")


def test_a_rewrite_never_becomes_markup():
    text = "<p>A post full of exclamation brands.</p>"
    doc = document(text, "html", "a.html")
    rep = report(doc, finding(doc, "exclamation brands", "exclamation marks"))
    record = parse_record(decisions(rep, (0, "rewrite", "<script>x</script> & y")), "d.json")
    assert "&lt;script&gt;x&lt;/script&gt; &amp; y" in apply_record(record, doc).text


def changed():
    return read_bytes(
        ARTICLE.replace("Nothing happened here.", "Much happened.")
        .replace("exclamation brands. ", "exclamation brands! ")
        .replace("agreed to a stop-fire", "agreed to a pause")
        .encode(),
        path="news/article.txt",
    )


def test_a_changed_article_is_refused_with_what_still_fits():
    record = parse_record(decisions(sample(), *CHOICES), "d.json")
    with pytest.raises(InputError, match=r"has changed.*2 of 3 changes still fit"):
        apply_record(record, changed())


def test_partial_writes_what_still_fits():
    applied = apply_record(
        parse_record(decisions(sample(), *CHOICES), "d.json"), changed(), partial=True
    )
    assert "exclamation points" in applied.text
    assert "An arms deal treaty" in applied.text
    assert [(d.was, reason) for d, reason in applied.unfit] == [
        ("stop-fire", "its words are no longer there")
    ]


def test_moved_paragraphs_are_found_again():
    moved = read_bytes(("A new first paragraph.\n\n" + ARTICLE).encode(), path="a.txt")
    applied = apply_record(
        parse_record(decisions(sample(), *CHOICES), "d.json"), moved, partial=True
    )
    assert len(applied.made) == 3
    assert applied.text.startswith("A new first paragraph.\n\nTalks resume")


def test_an_ambiguous_place_is_not_guessed():
    doc = document("One brand here.\n")
    rep = report(doc, finding(doc, "brand", "mark"))
    record = parse_record(decisions(rep, (0, "accept", "mark")), "d.json")
    twice = read_bytes(b"First.\n\nOne brand here.\n\nOne brand here.\n", path="a.txt")
    applied = apply_record(record, twice, partial=True)
    assert not applied.made
    assert applied.unfit[0][1] == "its words now stand in several places"


def test_command_writes_over_the_article_or_elsewhere(tmp_path):
    article = tmp_path / "article.txt"
    article.write_bytes(ARTICLE.replace("\n", "\r\n").encode("utf-8"))
    rep = linter(tmp_path).check_files([article])
    index = next(i for i, f in enumerate(rep.findings) if f.text == "stop-fire")
    saved = tmp_path / "article.decisions.json"
    saved.write_text(decisions(rep, (index, "accept", "ceasefire")), encoding="utf-8")
    other = tmp_path / "out.txt"
    result = run("apply", str(saved), "--output", str(other))
    assert result.exit_code == 0, result.output
    assert b"stop-fire" in article.read_bytes()
    assert other.read_bytes() == article.read_bytes().replace(b"stop-fire", b"ceasefire")
    assert run("apply", str(saved), "--diff").exit_code == 0
    assert run("apply", str(saved)).exit_code == 0
    assert article.read_bytes() == other.read_bytes()
    again = run("apply", str(saved))
    assert again.exit_code == 3
    assert "has changed since" in again.output
    assert run("apply", str(saved), "--partial").exit_code == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("no json", "it is not JSON"),
        ("[]", "no decisions file"),
        ('{"mtqa_decisions": 2}', "version"),
        ('{"mtqa_decisions": 1}', "article is missing"),
        ("[" * 100_000, "it is not JSON"),
    ],
)
def test_a_broken_file_has_its_sentence(text, sentence):
    with pytest.raises(InputError, match=sentence):
        parse_record(text, "d.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("decision", "explode"),
        ("start", -1),
        ("end", 10**9),
        ("edit", None),
        ("was", 3),
        ("start", True),
    ],
)
def test_a_damaged_decision_has_its_sentence(key, value):
    data = json.loads(decisions(sample(), CHOICES[0]))
    data["decisions"][0][key] = value
    with pytest.raises(InputError, match=r"[Dd]ecision"):
        parse_record(json.dumps(data), "d.json")


def test_an_edit_outside_the_article_is_refused():
    data = json.loads(decisions(sample(), CHOICES[0]))
    data["decisions"][0]["edit"]["block"] = 99
    record = parse_record(json.dumps(data), "d.json")
    with pytest.raises(InputError, match="cannot take them all"):
        apply_record(record, sample().articles[0].document)
