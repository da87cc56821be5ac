"""Variants nobody listed, from clusters that share a pivot language."""

from __future__ import annotations

from mtqa.core import Segment
from mtqa.glossary import Term
from mtqa.lexicon import Cluster, Clusters
from mtqa.lexicon.variants import Goal, Variants
from mtqa.text import tokenise

CLUSTERS = Clusters(
    [
        Cluster("fr", "arme", "noun", ("weapon", "arm")),
        Cluster("pt", "cúpula", "noun", ("summit", "dome")),
        Cluster("es", "prueba", "noun", ("test", "proof")),
        Cluster("de", "Mauer", "noun", ("wall", "test")),
    ]
)
TERMS = [Term("climate summit"), Term("arms control treaty"), Term("stress test")]


def found(text: str) -> list[tuple[str, str, str]]:
    goals = [Goal(tuple(t.use.split()), t.use, t.entry) for t in TERMS]
    variants = Variants(goals, frozenset(t.use for t in TERMS), CLUSTERS)
    segment = Segment(text, tokens=tokenise(text))
    return [(text[v.start : v.end], v.replacement, v.causes[0]) for v in variants.find(segment)]


def test_both_orders() -> None:
    assert found("the climate dome")[0][:2] == ("climate dome", "climate summit")
    assert found("the domes of the climate")[0][:2] == ("domes of the climate", "climate summits")


def test_three_words_and_the_cause() -> None:
    assert found("A stress proof.") == [("stress proof", "stress test", "es prueba: test, proof")]


def test_correct_and_unrelated_text_is_quiet() -> None:
    assert found("the climate summit, a summit of the climate, a stress wall of glass") == [
        ("stress wall", "stress test", "de Mauer: wall, test")
    ]


def test_siblings_rank_and_name_their_cause() -> None:
    siblings = CLUSTERS.siblings("test")
    assert {item.word for item in siblings} == {"proof", "wall"}
    assert CLUSTERS.causes("test", "proof") == ("es prueba: test, proof",)
