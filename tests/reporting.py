"""Small fixed reports for the tests of what is shown: they do not change as knowledge grows."""

from __future__ import annotations

import json
from pathlib import Path

from mtqa.config import Config
from mtqa.core import (
    Article,
    Document,
    Evidence,
    Finding,
    Incident,
    Report,
    Safety,
    Score,
    Severity,
    Signature,
    Suggestion,
    Tier,
    Verdict,
)
from mtqa.engine import place, segment_document
from mtqa.formats import read_bytes
from mtqa.linter import Linter
from mtqa.scoring.mqm import score

GLOSSARY = """
[glossary]
name = "test"
title = "Test"
language = "en"

[[term]]
use = "exclamation mark"
not = ["exclamation brand"]
pos = "noun"
via = "fr marque: mark, brand, make"
bad = "a post full of ⟦exclamation brands⟧"
fixed = "a post full of exclamation marks"

[[term]]
use = "arms control"
also = ["weapons control"]
not = ["control of weapon"]
pos = "noun"
via = "fr contrôle des armements: arms control"
bad = "a ⟦control of weapons⟧ treaty"
fixed = "an arms control treaty"

[[term]]
use = "ceasefire"
not = ["stop fire"]
pos = "noun"
via = "fr cessez-le-feu: ceasefire"
bad = "a ⟦stop-fire⟧ of 72 hours"
fixed = "a ceasefire of 72 hours"
"""

ARTICLE = """Talks resume in Geneva

The sides agreed to a stop-fire of 72 hours. His post was full of exclamation brands.

Nothing happened here.

A control of weapons treaty was signed. A two -hour call followed, with more exclamation brands and another exclamation brand.
"""

MARKS = ("terminology/wrong-term", "design/spaced-hyphen")


def linter(folder: Path, *more: Path, select: tuple[str, ...] = MARKS) -> Linter:
    """Return a linter that knows the three terms above and spaced hyphens, and nothing else."""
    glossary = folder / "test.toml"
    glossary.write_text(GLOSSARY, encoding="utf-8")
    paths = (str(glossary), *map(str, more))
    return Linter(Config(depth="fast", shipped_glossaries=False, glossaries=paths, select=select))


def document(text: str, format: str = "text", path: str = "news/article.txt") -> Document:  # noqa: A002
    data = text.encode("utf-8", "surrogatepass")
    return segment_document(read_bytes(data, path=path, format=format, encoding="utf-8"))


def finding(doc: Document, words: str, *suggestions: str, nth: int = 0, **more: object) -> Finding:
    """Return a finding on the nth occurrence of some words."""
    places = [(s, s.text.index(words)) for s in doc.segments if words in s.text]
    segment, at = places[nth]
    values: dict[str, object] = {
        "severity": Severity.MAJOR,
        "category": "terminology/wrong-term",
        "check": "terminology/wrong-term",
        "confidence": 0.8,
        "evidence": (Evidence("glossary", "fr marque: mark, brand; es marca: mark, brand"),),
    }
    made = tuple(
        Suggestion(text, Safety.SAFE if not i and more.get("safe") else Safety.UNSAFE, 0.8 - i / 10)
        for i, text in enumerate(suggestions)
    )
    more.pop("safe", None)
    return Finding(
        at,
        at + len(words),
        f"“{words}” is not the English term.",
        made,
        segment=segment.index,
        text=words,
    ).with_(**(values | more))


def report(doc: Document, *findings: Finding, incidents: tuple[Incident, ...] = ()) -> Report:
    placed = tuple(place(doc, findings))
    words = len(doc.text.split())
    article = Article(doc, placed, words, score(placed, words), doc.text, doc.text)
    verdict = Verdict(not placed, 1 if placed else 0, ("1 finding too many.",) if placed else ())
    return Report((article,), incidents, Signature((("v", "1"), ("depth", "fast"))), verdict)


def sample() -> Report:
    """Return the report most tests use: every severity, tier and kind of suggestion."""
    doc = document(ARTICLE)
    return report(
        doc,
        finding(doc, "stop-fire", "ceasefire", tier=Tier.GATE, safe=True),
        finding(doc, "exclamation brands", "exclamation marks", "exclamation points"),
        finding(doc, "control of weapons", "arms control", severity=Severity.CRITICAL),
        finding(
            doc,
            " -hour",
            "-hour",
            severity=Severity.MINOR,
            category="design/whitespace",
            check="design/spaced-hyphen",
            evidence=(),
        ),
        finding(doc, "call", severity=Severity.MINOR, check="accuracy/improbable-words"),
    )


def big(count: int, per_paragraph: int = 4) -> Report:
    """Return an article of ``count`` sentences with a finding in each."""
    sentence = "The ministers agreed on a plan for the exclamation brands in the spring of year {}."
    numbers = range(count)
    paragraphs = [
        " ".join(sentence.format(n) for n in numbers[i : i + per_paragraph])
        for i in range(0, count, per_paragraph)
    ]
    doc = document("\n\n".join(paragraphs), path="big.txt")
    grades = list(Severity)
    findings = [
        Finding(
            segment.text.index("exclamation"),
            segment.text.index("exclamation") + 18,
            "“exclamation brands” is not the English term.",
            (Suggestion("exclamation marks", Safety.SAFE, 0.9), Suggestion("exclamation points")),
            (Evidence("glossary", "fr marque: mark, brand, make"),),
            0.9,
            grades[segment.index % 3],
            "terminology/wrong-term",
            check="terminology/wrong-term",
            segment=segment.index,
            text="exclamation brands",
        )
        for segment in doc.segments
    ]
    placed = tuple(place(doc, findings))
    article = Article(doc, placed, 15 * count, Score(1.0, 99.0, True), doc.text, doc.text)
    return Report((article,), (), Signature((("v", "1"),)))


def decisions(rep: Report, *choices: tuple[int, str, str | None]) -> str:
    """Return the decisions file a desk would save: (finding, decision, text) each."""
    from mtqa.render.desk.data import article_data

    article = rep.articles[0]
    data = article_data(article, rep)
    rows = [_row(article, data["findings"][i], i, kind, text) for i, kind, text in choices]
    record = {
        "mtqa_decisions": 1,
        "report": data["key"],
        "article": {k: data[k] for k in ("path", "sha256", "format", "encoding", "language")},
        "findings": len(article.findings),
        "decisions": rows,
    }
    return json.dumps(record)


def _row(article: Article, data: dict, i: int, kind: str, text: str | None) -> dict:
    found = article.findings[i]
    segment = article.document.segments[found.segment]
    block = article.document.blocks[segment.block].text
    edit = None
    if kind == "accept":
        edit = next(option["edit"] for option in data["options"] if option["text"] == text)
    elif kind == "rewrite":
        edit = [*data["frame"][:2], text]
    return {
        "finding": data["id"],
        "check": data["check"],
        "entry": data["entry"],
        "evidence": data["evidence"],
        "decision": kind,
        "was": found.text,
        "text": text,
        "sentence": segment.text,
        "start": found.start,
        "end": found.end,
        "edit": edit
        and {
            "block": segment.block,
            "start": edit[0],
            "end": edit[1],
            "was": block[edit[0] : edit[1]],
            "text": edit[2],
            "before": block[: edit[0]][-40:],
            "after": block[edit[1] :][:40],
        },
        "note": "",
        "time": None,
    }
