"""Every check is held to its own declaration, both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mtqa.api import Linter
from mtqa.config import Config
from mtqa.core import Check, Example, Finding, load_checks
from mtqa.core.text import Block, Document, Piece
from mtqa.engine import run_checks, segment_document
from mtqa.kit import Kit

CHECKS = load_checks()
KIT = Kit(Config(depth="fast"))


def found(
    check: Check, text: str, kit: Mapping[str, object] = KIT
) -> tuple[Document, list[Finding]]:
    block = Block(text, (Piece(0, 0, len(text), len(text)),))
    document = segment_document(Document("-", text, (block,)))
    findings, incidents = run_checks([check], document.segments, kit)
    assert not incidents
    return document, findings


def spans(document: Document, findings: list[Finding]) -> list[tuple[int, int]]:
    starts = {segment.index: segment.start for segment in document.segments}
    return sorted((starts[f.segment] + f.start, starts[f.segment] + f.end) for f in findings)


BAD = [(c, e) for c in CHECKS.values() if c.depth == "fast" for e in c.bad]
GOOD = [(c, e) for c in CHECKS.values() if c.depth == "fast" for e in c.good]


@pytest.mark.parametrize(("check", "example"), BAD, ids=lambda x: getattr(x, "name", None))
def test_bad_fires_on_exactly_its_span(check: Check, example: Example) -> None:
    document, findings = found(check, example.plain)
    assert spans(document, findings) == example.spans


@pytest.mark.parametrize(
    ("check", "example"),
    [b for b in BAD if b[1].fixed is not None],
    ids=lambda x: getattr(x, "name", None),
)
def test_fix_gives_the_fixed_text(check: Check, example: Example) -> None:
    linter = Linter(Config(depth="fast"))
    linter.__dict__["checks"] = [check]
    article = linter.check_text(example.plain).articles[0]
    assert article.corrected_all == example.fixed
    _, again = found(check, str(example.fixed))
    assert not again


@pytest.mark.parametrize(("check", "example"), GOOD, ids=lambda x: getattr(x, "name", None))
def test_good_is_quiet(check: Check, example: Example) -> None:
    _, findings = found(check, example.plain)
    assert not findings


@pytest.mark.parametrize("check", CHECKS.values(), ids=str)
def test_declaration_is_whole(check: Check) -> None:
    assert check.why.endswith(".")
    assert check.summary.endswith(".")
    assert check.bad
    assert check.good


def test_a_crashed_check_is_an_incident() -> None:
    def boom(segment: object) -> None:
        raise ValueError("boom")

    check = replace(next(iter(CHECKS.values())), run=boom, scope="segment", wants=())  # type: ignore[arg-type]
    document = segment_document(Document("-", "Hello.", (Block("Hello.", (Piece(0, 0, 6, 6),)),)))
    findings, incidents = run_checks([check], document.segments, {})
    assert not findings
    assert incidents[0].kind == "check"
