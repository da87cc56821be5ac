"""Contract: every entry of every data file keeps its own promises and contradicts no other."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from mtqa.cli._data_check import problems_of
from mtqa.glossary import load_glossaries, shipped_files
from mtqa.glossary.senses import sense_files
from mtqa.lexicon import load_clusters, load_patterns
from mtqa.lexicon.clusters import cluster_files
from mtqa.lexicon.patterns import pattern_files

FILES = [*shipped_files(), *sense_files(), *pattern_files(), *cluster_files()]


@pytest.fixture(scope="module")
def problems() -> list[str]:
    return [str(problem) for problem in problems_of(())[0]]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_entry_keeps_its_promises(path: Path, problems: list[str]) -> None:
    assert not [problem for problem in problems if problem.startswith(f"{path}:")]


def test_loads_fast_once_compiled() -> None:
    def load() -> float:
        start = time.perf_counter()
        load_glossaries()
        load_patterns()
        load_clusters()
        return time.perf_counter() - start

    load()
    assert min(load() for _ in range(3)) < 0.6, "twice the bar, for a busy machine"
