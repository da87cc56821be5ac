"""Where a suspicious phrase is like a correct term, and where it must not be said."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from mtqa.checks.terminology.near_term import near_term
from mtqa.core import Annotations, Segment
from mtqa.engine import segment_text
from mtqa.engine.near import NearTerms, phrases
from mtqa.engine.nearest import NearestTerms
from mtqa.engine.weigh import RankWeights


class Fixed:
    """Puts every phrase with “arm” or “weapon” in one place and all others in another."""

    signature = "fixed"

    def embed(self, phrases: Sequence[str]) -> object:
        return np.array(
            [[1.0, 0.0] if "arm" in p or "weapon" in p else [0.0, 1.0] for p in phrases]
        )


@pytest.fixture
def near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NearTerms:
    monkeypatch.setattr("mtqa.engine.nearest._cache_folder", lambda: tmp_path)
    nearest = NearestTerms(["arms control treaty", "goal kick"], Fixed())
    return NearTerms(nearest, RankWeights({"bias": -4.0, "cosine": 3.0, "words": 3.0}))


def suspected(text: str, *wrong: str, value: float = 0.8) -> Segment:
    segment = segment_text(text)
    notes = Annotations(wrong=tuple(value if w.text in wrong else 0.01 for w in segment.words))
    return replace(segment, notes=notes)


def test_a_rendering_is_found_and_fitted(near: NearTerms) -> None:
    segment = near.annotate([suspected("Two weapon control treaties were signed.", "weapon")])[0]
    found = list(near_term(segment))
    assert found[0].suggestions[0].text == "arms control treaties"
    assert segment.text[found[0].start : found[0].end] == "weapon control treaties"


@pytest.mark.parametrize(
    "text", ["Two arms control treaties were signed.", "Two weapons, control and treaties."]
)
def test_right_terms_and_lists_stay_quiet(near: NearTerms, text: str) -> None:
    segment = near.annotate([suspected(text, "arms", "control", "weapons")])[0]
    assert list(near_term(segment)) == []


def test_nothing_is_asked_where_nothing_is_suspicious(near: NearTerms) -> None:
    assert list(phrases(suspected("Two weapon control treaties were signed."))) == []
    assert list(phrases(segment_text("Two weapon control treaties were signed."))) == []
    assert near.annotate([segment_text("")])[0].notes.extra["near_terms"] == ()
