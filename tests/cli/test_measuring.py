"""Evaluate on tables: places of tokens, figures and errors as sentences."""

from pathlib import Path

import numpy as np
import pytest

from mtqa.cli._words import placed
from mtqa.cli.measuring import read_table
from mtqa.errors import InputError, UsageError
from mtqa.scoring.ranking import average_precision, best_threshold, bootstrap, mcc, roc_auc


def test_tokens_are_found_in_the_joined_text() -> None:
    tokens = "He hadn 't said `` two @-@ hour '' ( sic ) , $ 5 .".split()
    text, places = placed(tokens)
    assert text[slice(*places[0])] == "He"
    assert text[slice(*places[-2])] == "5"
    assert all(start <= end <= len(text) for start, end in places)
    assert places == sorted(places)


def test_measures() -> None:
    truth = np.array([1, 0, 1, 0, 0], bool)
    score = np.array([0.9, 0.8, 0.7, 0.2, 0.1])
    assert average_precision(truth, score) == pytest.approx((1 + 2 / 3) / 2)
    assert roc_auc(truth, score) == pytest.approx(5 / 6)
    assert mcc(truth, truth) == pytest.approx(1)
    assert mcc(truth, np.zeros(5)) == 0
    assert 0.2 < best_threshold(truth, score) <= 0.9
    low, high = bootstrap([1.0, 2.0, 3.0], lambda some: sum(some) / len(some))
    assert 1 <= low <= 2 <= high <= 3


def test_tables_that_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    with pytest.raises(UsageError, match="no such file"):
        read_table(str(path), ("mt",))
    path.write_text("mt\tother\nx\ty\n")
    with pytest.raises(InputError, match="word_tags"):
        read_table(str(path), ("mt", "word_tags"))
    path.write_text("mt\tword_tags\nx\n")
    with pytest.raises(InputError, match="too few"):
        read_table(str(path), ("mt", "word_tags"))
