"""The engine's own promises: places, merging, corrections that prove themselves."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mtqa.api import Linter
from mtqa.config import Config
from mtqa.core import Finding, Safety, Segment, Severity, Suggestion, Tier
from mtqa.engine import correct, merge, place, quoted_spans, segment_document
from mtqa.engine.tiers import Figures, Measured
from mtqa.formats import read_bytes, write_text

LINTER = Linter(Config(depth="fast"))


def document(text: str):
    return segment_document(read_bytes(text.encode(), path="x.txt", format="text"))


def finding(start: int, end: int, *texts: str, check: str = "a/b", **fields: object) -> Finding:
    suggestions = tuple(Suggestion(text, Safety.SAFE, 0.9) for text in texts)
    return Finding(start, end, "m", suggestions, check=check).with_(**fields)


def quiet(segment: Segment, text: str) -> list[Finding]:
    return []


def fixed(text: str, *findings: Finding, recheck=quiet) -> str:
    doc = document(text)
    full = [f.with_(text=doc.segments[f.segment].text[f.start : f.end]) for f in findings]
    return write_text(doc, correct(doc, full, unsafe=False, recheck=recheck).edits)


def test_place_gives_line_column_and_file_offsets() -> None:
    doc = document("One.\r\n\r\nTwo three. Four 😀 five.\r\n")
    four = finding(7, 11, segment=2, text="five")
    [placed] = place(doc, [four])
    assert doc.text[placed.file_start : placed.file_end] == "five"
    assert (placed.line, placed.column) == (3, 19)


def test_fingerprint_survives_a_moved_paragraph_but_not_another_context() -> None:
    one = document("A first one.\n\nThe big red dog ran home today.")
    two = document("The big red dog ran home today.\n\nA first one.")
    other = document("The big red cat ran home today.")
    prints = [
        place(doc, [finding(8, 11, segment=number, text="red")])[0].fingerprint
        for doc, number in ((one, 1), (two, 0), (other, 0))
    ]
    assert prints[0] == prints[1] != prints[2]


def test_two_like_findings_have_two_fingerprints() -> None:
    doc = document("It rains a lot here.\n\nIt rains a lot here.")
    placed = place(doc, [finding(3, 8, segment=n, text="rains") for n in (0, 1)])
    assert len({item.fingerprint for item in placed}) == 2


def test_merge_keeps_the_graver_and_all_evidence() -> None:
    small = finding(0, 2, "x", check="design/a", severity=Severity.MINOR, tier=Tier.GATE)
    grave = finding(1, 9, "y", check="accuracy/b", severity=Severity.CRITICAL)
    [kept] = merge([small, grave])
    assert kept.check == "accuracy/b"
    assert [item.source for item in kept.evidence] == ["design/a"]


def test_merge_leaves_neighbours_apart() -> None:
    assert len(merge([finding(0, 2), finding(2, 4), finding(0, 2, segment=1)])) == 3


def test_two_witnesses_are_surer_than_one() -> None:
    one = finding(0, 4, check="a/a", confidence=0.8, severity=Severity.MAJOR)
    two = finding(0, 4, check="b/b", confidence=0.5, severity=Severity.MAJOR)
    assert merge([one, two])[0].confidence == 0.9


def test_article_follows_the_new_word() -> None:
    assert fixed("He saw a pear.", finding(9, 13, "apple")) == "He saw an apple."
    assert fixed("An orange fell.", finding(3, 9, "pear")) == "A pear fell."


def test_article_of_the_author_stays_where_the_word_stays() -> None:
    assert fixed("He saw a historic pear.", finding(18, 22, "fig")) == "He saw a historic fig."


def test_capital_and_space_are_mended() -> None:
    assert fixed("Brands sold well.", finding(0, 6, "marks")) == "Marks sold well."
    assert fixed("The the dog ran.", finding(0, 3, "")) == "The dog ran."
    assert fixed("He ran very home.", finding(7, 11, "")) == "He ran home."


def test_overlapping_fixes_exclude_each_other() -> None:
    wide = finding(3, 12, "wide", severity=Severity.MAJOR)
    tight = finding(5, 6, "tight", severity=Severity.MINOR)
    assert fixed("He saw a cow there.", wide, tight) == "He wide there."


def test_a_fix_that_makes_a_check_louder_is_not_made() -> None:
    def fears_zebras(segment: Segment, text: str) -> list[Finding]:
        return [finding(0, 1, severity=Severity.MINOR)] if "zebra" in text else []

    good, bad = finding(3, 6, "met"), finding(9, 12, "zebra")
    assert fixed("He saw a cow there.", good, bad, recheck=fears_zebras) == "He met a cow there."


def test_unsafe_suggestions_wait_to_be_asked() -> None:
    doc = document("He saw it.")
    item = Finding(3, 6, "m", (Suggestion("met", Safety.UNSAFE, 0.5),), text="saw")
    assert not correct(doc, [item], unsafe=False, recheck=quiet).edits
    assert len(correct(doc, [item], unsafe=True, recheck=quiet).edits) == 1


def test_tier_is_earned_by_measured_figures() -> None:
    measured = Measured({"a/b": Figures(0.99, 40, 0.1)}, {"a/b:risky": Figures(0.5, 10, 3.0)})
    assert measured.judge(finding(0, 1, "x")).tier is Tier.GATE
    assert measured.judge(finding(0, 1, "x")).suggestions[0].safety is Safety.SAFE
    risky = measured.judge(finding(0, 1, "x", entry="risky"))
    assert risky.tier is Tier.ADVICE
    assert risky.suggestions[0].safety is Safety.UNSAFE
    assert measured.judge(finding(0, 1, check="never/measured")).tier is Tier.ADVICE


def test_quotes_are_known() -> None:
    text = 'He said “it is over” and "left".'
    assert [text[a:b] for a, b in quoted_spans(text)] == ["it is over", "left"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abAB é😀.,!?-“”\"'\n\t()1", max_size=200))
def test_any_text_is_checked_and_its_places_are_right(text: str) -> None:
    report = LINTER.check_text(text)
    [article] = report.articles
    assert not [item for item in report.incidents if item.kind == "check"]
    for item in article.findings:
        source = article.document.text[item.file_start : item.file_end]
        assert source.split() == item.text.split()
        lines = article.document.text[: item.file_start]
        assert item.line == lines.count("\n") + lines.count("\r") - lines.count("\r\n") + 1


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="ab the aA éх😀.,-“” \n", max_size=160))
def test_correcting_twice_is_correcting_once(text: str) -> None:
    once = LINTER.check_text(text).articles[0].corrected
    assert LINTER.check_text(once).articles[0].corrected == once
