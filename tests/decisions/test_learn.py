"""`mtqa learn`: a decision becomes an entry that finds the error in its other inflections."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from reporting import decisions, document, finding, linter, report

from mtqa.cli import main
from mtqa.config import Config
from mtqa.decisions.learn import learn
from mtqa.decisions.record import parse_record
from mtqa.glossary import load_glossaries
from mtqa.linter import Linter


def saved(sentence: str, words: str, text: str | None, kind: str = "accept", **more: object):
    doc = document(sentence)
    rep = report(doc, finding(doc, words, *([text] if text else []), **more))
    return decisions(rep, (0, kind, text))


def taught(*texts: str):
    return learn([parse_record(text, "d.json") for text in texts], load_glossaries(shipped=False))


@pytest.mark.parametrize(
    ("sentence", "words", "text", "use", "wrong", "pos"),
    [
        ("He likes exclamation brands.", "exclamation brands", "exclamation marks", "exclamation mark", "exclamation brand", "noun"),
        ("They opened humanitarian hallways.", "hallways", "corridors", "humanitarian corridor", "humanitarian hallway", "noun"),
        ("They put a control of weapons on it.", "control of weapons", "arms control", "arms control", "control of weapons", "noun"),
        ("They lift the embargo and make proof of courage.", "make proof of", "show", "show", "make proof of", "verb"),
        ("The army deposed the weapons.", "deposed the weapons", "laid down its arms", "lay down its arms", "depose the weapons", "verb"),
        ("It was a vaccination fabric of note.", "vaccination fabric", "vaccine campaign", "vaccine campaign", "vaccination fabric", "noun"),
    ],
)  # fmt: skip
def test_a_correction_becomes_a_term(sentence, words, text, use, wrong, pos):
    learned = taught(saved(sentence, words, text))
    assert [(t.use, t.wrong, t.pos) for t in learned.terms] == [(use, (wrong,), pos)]
    assert "⟦" in learned.terms[0].bad[0]
    assert learned.terms[0].via == "fr marque: mark, brand; es marca: mark, brand"


@pytest.mark.parametrize(
    ("sentence", "words", "text"),
    [
        ("Reporters of Susilne were there.", "Susilne", "Suspilne"),
        ("He met the head of the african Union.", "african", "African"),
        ("A visit to the Oval office today.", "Oval office", "Oval Office"),
    ],
)
def test_a_capitalised_correction_becomes_a_name(sentence, words, text):
    learned = taught(saved(sentence, words, text))
    assert [name.use for name in learned.names] == [text]
    assert not learned.terms


def test_a_common_word_alone_is_bound_to_its_company():
    learned = taught(saved("The types, said the minister of finance, rose.", "types", "rates"))
    (term,) = learned.terms
    assert term.needs
    assert "finance" in term.needs or "minister" in term.needs


@pytest.mark.parametrize(
    ("sentence", "words", "text"),
    [
        ("The White House gave his statement.", "his", "its"),
        ("He spoke to of the press.", "to of", "to"),
        ("He  spoke.", "He  spoke", "He spoke"),
    ],
)
def test_grammar_is_no_vocabulary(sentence, words, text):
    learned = taught(saved(sentence, words, text))
    assert not learned.terms
    assert not learned.names
    assert learned.skipped


def test_a_rewrite_with_its_article_is_learned_without_it():
    learned = taught(
        saved(
            "They signed a control of arms deal.", "control of arms", "an arms control", "rewrite"
        )
    )
    assert [(t.use, t.wrong) for t in learned.terms] == [("arms control", ("control of arms",))]


def test_what_is_known_is_counted_not_repeated(tmp_path):
    rep = linter(tmp_path).check_text("A post full of exclamation brands.")
    text = decisions(rep, (0, "accept", "exclamation marks"))
    known = load_glossaries([tmp_path / "test.toml"], shipped=False)
    learned = learn([parse_record(text, "d.json")], known)
    assert learned.confirmed == 1
    assert not learned.terms
    assert learned.tally["test:exclamation mark"]["accept"] == 1


def test_contrary_decisions_are_listed_and_left_out():
    one = saved("He likes exclamation brands.", "exclamation brands", "exclamation marks")
    two = saved("He likes exclamation brands.", "exclamation brands", None, "refuse")
    learned = taught(one, two)
    assert not learned.terms
    assert not learned.refused
    assert "decided differently" in learned.conflicts[0]


def test_what_a_glossary_calls_right_is_a_conflict(tmp_path):
    known_file = tmp_path / "known.toml"
    known_file.write_text('[[term]]\nuse = "exclamation brand"\n', encoding="utf-8")
    known = load_glossaries([known_file], shipped=False)
    text = saved("He likes exclamation brands.", "exclamation brands", "exclamation marks")
    assert "is a correct form" in learn([parse_record(text, "d")], known).conflicts[0]


def run(*args: str):
    return CliRunner().invoke(main, list(args))


def test_learned_entries_find_other_inflections_and_refusals_stay_quiet(tmp_path):
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    first.write_text(
        saved("He likes exclamation brands.", "exclamation brands", "exclamation marks"), "utf-8"
    )
    second.write_text(
        saved("A two -hour call.", " -hour", None, "refuse", check="design/spaced-hyphen"), "utf-8"
    )
    house = tmp_path / "house.toml"
    shown = run("learn", str(first), str(second))
    assert not house.exists()
    assert "[[term]]" in shown.stdout
    assert "[[refused]]" in shown.stdout
    written = run("learn", str(first), str(second), "--into", str(house))
    assert written.exit_code == 0, written.output
    assert '+use = "exclamation mark"' in written.stdout
    assert run("glossary", "check", str(house)).exit_code == 0
    checks = ("terminology/wrong-term", "design/spaced-hyphen")
    config = Config(depth="fast", shipped_glossaries=False, glossaries=(str(house),), select=checks)
    article = (
        Linter(config)
        .check_text("One exclamation brand too many. Exclamation-brands! A two -day call.")
        .articles[0]
    )
    assert [(f.text, f.suggestions[0].text) for f in article.findings if f.check == checks[0]] == [
        ("exclamation brand", "exclamation mark"),
        ("Exclamation-brands", "Exclamation marks"),
    ]
    again = run("learn", str(first), str(second), "--into", str(house))
    assert "Nothing new" in again.output


def test_a_standing_entry_gains_the_new_form(tmp_path):
    house = tmp_path / "house.toml"
    house.write_text(
        '# ours\n[[term]]\nuse = "exclamation mark"\nnot = ["cry sign"]\n\n[[name]]\nuse = "Kyiv"\n',
        "utf-8",
    )
    file = tmp_path / "one.json"
    file.write_text(
        saved("He likes exclamation brands.", "exclamation brands", "exclamation marks"), "utf-8"
    )
    result = run("learn", str(file), "--into", str(house))
    assert result.exit_code == 0, result.output
    text = house.read_text("utf-8")
    assert text.count("[[term]]") == 1
    assert 'not = ["cry sign", "exclamation brand"]' in text
    assert text.startswith("# ours\n")
    assert '[[name]]\nuse = "Kyiv"' in text


def test_right_wordings_become_correct_terms(tmp_path):
    house = tmp_path / "house.toml"
    rep = linter(tmp_path).check_text("A post full of exclamation brands.")
    file = tmp_path / "d.json"
    file.write_text(decisions(rep, (0, "right", None)), "utf-8")
    assert run("learn", str(file), "--into", str(house)).exit_code == 0
    after = linter(tmp_path).check_text("Those exclamation brands.")
    assert after.findings
    config = Config(depth="fast", glossaries=(str(house),), select=("terminology/wrong-term",))
    assert not Linter(config).check_text("A post full of exclamation brands.").findings


def test_hostile_text_stays_toml(tmp_path):
    sentence = 'He said "]]\\ \x7f \u2028 [[term]] of exclamation brands """.'
    file, house = tmp_path / "d.json", tmp_path / "house.toml"
    file.write_text(saved(sentence, "exclamation brands", 'exclamation "marks"'), "utf-8")
    assert run("learn", str(file), "--into", str(house)).exit_code == 0
    load_glossaries([house] if house.exists() else [], shipped=False)
