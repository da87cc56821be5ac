"""A sense list speaks only in articles of its field, a general one only in raw translations."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqa.checks.accuracy.wrong_sense import wrong_sense
from mtqa.core import Finding, Segment
from mtqa.engine import segment_text
from mtqa.errors import GlossaryError
from mtqa.glossary import Context, Glossary, Senses, load_senses
from mtqa.glossary.load import glossary_of
from mtqa.lexicon import Patterns

HEADER = "wrong\tright\tpos\tvia\tneeds\tunless\n"
COURT = "The judge asked the defendant and the jury. "


@pytest.fixture
def senses(tmp_path: Path) -> Senses:
    law = tmp_path / "law.tsv"
    law.write_text(
        HEADER + "audience\thearing\tnoun\tfr audience\t\tapplaud\n"
        "process\ttrial\tnoun\tes proceso\twitness\tpeace\n",
        "utf-8",
    )
    law.with_suffix(".words").write_text("judge\ndefendant\njury\nwitness\n", "utf-8")
    general = tmp_path / "general.tsv"
    general.write_text(HEADER + "in this sense\tto that end\tphrase\tfr en ce sens\t\t\n", "utf-8")
    return load_senses([general, law])


def context(text: str) -> Context:
    return Context([segment_text(text)])


def glossary(*wrong: str) -> Glossary:
    return glossary_of(
        [
            {"type": "term", "use": f"right {number}", "not": [form], "pos": "noun"}
            for number, form in enumerate(wrong)
        ]
        + [{"type": "term", "use": "process server", "pos": "noun"}]
    )


def found(text: str, senses: Senses, book: Glossary | None = None) -> list[Finding]:
    article: list[Segment] = [segment_text(text)]
    return list(wrong_sense(article, book or glossary(), Patterns([], {}), senses))


def test_a_field_is_known_by_its_words(senses: Senses) -> None:
    assert senses.fields_of(context(COURT)) == ["law"]
    assert senses.fields_of(context("The judge was late.")) == []
    assert senses.fields_of(context(COURT + "A word more. " * 60)) == [], "a long text needs more"


def test_a_sense_is_wrong_in_its_field_only(senses: Senses) -> None:
    (finding,) = found(COURT + "The audience ended at noon.", senses)
    assert finding.suggestions[0].text == "hearing"
    assert found("The audience left at noon.", senses) == []


def test_conditions_hold(senses: Senses) -> None:
    assert found(COURT + "The audience may applaud.", senses) == []
    assert found(COURT + "The process ended at noon.", senses) == []
    assert len(found(COURT + "The witness saw the process.", senses)) == 1


def test_a_right_term_is_left_alone(senses: Senses) -> None:
    assert found(COURT + "The witness met a process server.", senses) == []


def test_general_lists_speak_only_in_a_raw_translation(senses: Senses) -> None:
    text = "They work in this sense on bread brand, milk brand and tea brand."
    assert found(text, senses) == []
    rough = found(text, senses, glossary("bread brand", "milk brand", "tea brand"))
    assert [item.suggestions[0].text for item in rough] == ["to that end"]


def test_in_a_raw_translation_the_article_meets_conditions(senses: Senses) -> None:
    sentences = [
        COURT,
        "A witness came.",
        "The process ended.",
        "Bread brand, milk brand, tea brand.",
    ]
    article = [segment_text(text) for text in sentences]
    brands = glossary("bread brand", "milk brand", "tea brand")
    assert len(list(wrong_sense(article, brands, Patterns([], {}), senses))) == 1
    assert list(wrong_sense(article, glossary(), Patterns([], {}), senses)) == []


def test_a_missing_list_is_said() -> None:
    with pytest.raises(GlossaryError, match="cannot be read"):
        load_senses([Path("nowhere.tsv")])
