"""Proposing and ranking with scripted stand-ins for the models."""

from collections.abc import Sequence

import numpy as np
import pytest

from mtqa.core import Candidate, Evidence, Finding, Segment, Span, Suggestion, Variant
from mtqa.engine import segment_text
from mtqa.engine.nearest import NearestTerms
from mtqa.engine.propose import LikelyWords, WordProposer, replace_span
from mtqa.engine.rank import CandidateRanker
from mtqa.engine.weigh import RankWeights, window
from mtqa.lexicon.clusters import Cluster, Clusters

CLUSTERS = Clusters([Cluster("fr", "marque", "noun", ("mark", "brand", "make"))])
TEXT = "a post full of exclamation brands, he said"


class Vectors:
    """Embeds by counting letters; finds every text but the right one wrong."""

    signature = "letters"

    def embed(self, phrases: Sequence[str]) -> object:
        rows = np.array(
            [[p.lower().count(c) + 0.01 for c in "abcdefghijklmnopqrstuvwxyz"] for p in phrases]
        )
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def outputs(
        self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]
    ) -> list[object]:
        return [np.array([[-3.0 if "exclamation marks" in text else 3.0]]) for text in texts]


class Scripted:
    """A language model that likes one word."""

    signature = "scripted"

    def scores(self, variants: Sequence[Variant]) -> list[float]:
        return [0.0 if "marks" in variant.text else -12.0 for variant in variants]


def place(text: str, word: str) -> tuple[Segment, Span]:
    start = text.index(word)
    return segment_text(text), Span(start, start + len(word))


def texts(found: Sequence[Candidate]) -> list[str]:
    return [candidate.text for candidate in found]


def test_siblings_take_the_form_of_the_word() -> None:
    found = WordProposer(CLUSTERS).propose(*place(TEXT, "exclamation brands"))
    assert "exclamation marks" in texts(found)
    assert next(c for c in found if c.text == "exclamation marks").detail.startswith("fr marque")


@pytest.mark.parametrize(
    ("text", "span", "right"),
    [
        ("two numbers of telephone here", "numbers of telephone", "telephone numbers"),
        ("the crisis economic of 2008", "crisis economic", "economic crisis"),
        ("he played in the hands of", "in", "into"),
        ("the House and his statement", "his", "its"),
        ("They announces cuts", "announces", "announce"),
        ("Brands matter", "Brands", "Marks"),
    ],
)
def test_what_is_proposed(text: str, span: str, right: str) -> None:
    assert right in texts(WordProposer(CLUSTERS).propose(*place(text, span)))


def test_the_original_is_no_candidate() -> None:
    for span in ("exclamation brands", "brands", "of"):
        assert span not in texts(WordProposer(CLUSTERS).propose(*place(TEXT, span)))


def test_the_nearest_term_takes_number_and_capitals(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtqa.engine.nearest._cache_folder", lambda: tmp_path)
    near = NearestTerms(["exclamation mark", "goal kick", "word"], Vectors())
    found = near.propose(*place(TEXT, "exclamation brands"))
    assert found[0].text == "exclamation marks"
    assert found[0].similarity > found[1].similarity
    assert near.propose(*place(TEXT, "brands")) == []
    assert NearestTerms([], Vectors()).propose(*place(TEXT, "exclamation brands")) == []


WEIGHTS = RankWeights({"bias": -4.0, "relief": 0.5, "gain": 0.4, "likeness": 1.0}, least=0.3)


def finding(check: str = "accuracy/improbable-words", **more: object) -> Finding:
    start = TEXT.index("exclamation")
    return Finding(start, start + len("exclamation brands"), "x", check=check, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("scorer", [None, Scripted()])
def test_the_right_one_comes_first_with_its_cause(scorer: Scripted | None) -> None:
    ranker = CandidateRanker([WordProposer(CLUSTERS)], Vectors(), WEIGHTS, scorer)
    ranked = ranker.rank([segment_text(TEXT)], [finding()])[0]
    assert ranked.suggestions[0].text == "exclamation marks"
    assert ranked.evidence[-1] == Evidence("pivot", "fr marque: mark, brand, make")


def test_doubt_keeps_silent() -> None:
    shy = RankWeights({"bias": -9.0})
    ranker = CandidateRanker([WordProposer(CLUSTERS)], Vectors(), shy)
    assert ranker.rank([segment_text(TEXT)], [finding()])[0].suggestions == ()


def test_other_findings_stay_as_they_are() -> None:
    ranker = CandidateRanker([WordProposer(CLUSTERS)], Vectors(), WEIGHTS)
    given = [finding("design/doubled-word"), finding(suggestions=(Suggestion("own"),))]
    assert ranker.rank([segment_text(TEXT)], given) == given
    assert ranker.rank([segment_text(TEXT)], []) == []


def test_likely_words_need_states() -> None:
    class Model:
        def likely_words(self, state: float, most: int) -> list[str]:
            return ["marks"] if state == 4.0 else ["other"]

    segment, span = place("full of exclamation brands", "brands")
    assert LikelyWords(Model()).propose(segment, span) == []
    offsets = [(0, 4), (4, 7), (7, 19), (19, 26)]
    noted = Segment(
        segment.text,
        tokens=segment.tokens,
        notes=type(segment.notes)(extra={"lm": ([0.0, 1.0, 2.0, 4.0, 5.0], offsets)}),
    )
    assert texts(LikelyWords(Model()).propose(noted, span)) == ["marks"]


def test_a_window_is_cut_at_words() -> None:
    text = "word " * 50 + "brands " + "word " * 50
    start = text.index("brands")
    cut, (begin, end) = window(text, Span(start, start + 6), "marks")
    assert cut[begin:end] == "marks"
    assert len(cut) < 180
    assert cut.split(" ")[0] == "word"


def test_replacing_by_nothing_leaves_one_space() -> None:
    assert replace_span("a very big one", Span(2, 6), "") == "a big one"
    assert replace_span("So it goes", Span(0, 2), "") == "it goes"


def listed(*suggestions: str) -> Finding:
    given = tuple(Suggestion(text) for text in suggestions)
    return finding("terminology/wrong-term", suggestions=given)


@pytest.mark.parametrize("scorer", [Scripted(), None])
def test_the_language_model_chooses_among_what_a_list_proposes(scorer: Scripted | None) -> None:
    ranker = CandidateRanker([], Vectors(), RankWeights({}), scorer)
    segment, _ = place(TEXT, "exclamation brands")
    (found,) = ranker.rank([segment], [listed("exclamation notes", "exclamation marks")])
    first = "exclamation marks" if scorer else "exclamation notes"
    assert found.suggestions[0].text == first


def test_a_small_gain_does_not_change_the_order() -> None:
    class Undecided(Scripted):
        def scores(self, variants: Sequence[Variant]) -> list[float]:
            return [-5.0 if "notes" in variant.text else -4.0 for variant in variants]

    ranker = CandidateRanker([], Vectors(), RankWeights({}), Undecided())
    segment, _ = place(TEXT, "exclamation brands")
    (found,) = ranker.rank([segment], [listed("exclamation notes", "exclamation marks")])
    assert found.suggestions[0].text == "exclamation notes"
