"""The checker as a whole: knowledge, models and engine put together for one configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from mtqa import __version__, formats, gate
from mtqa.checks._evidence import is_proven
from mtqa.config import Config
from mtqa.core import Article, Check, Document, Edit, Finding, Incident, Report, Segment, Signature
from mtqa.decisions.refused import Refused, load_refused, split_refused
from mtqa.engine import (
    correct,
    doubt_lone,
    load_measured,
    merge,
    place,
    quoted_spans,
    read_comments,
    read_sidecar,
    run_checks,
    segment_document,
    suppress,
)
from mtqa.engine.roughness import with_roughness
from mtqa.engine.suppress import Rule
from mtqa.errors import InputError, MtqaError, OutputError
from mtqa.kit import Kit, Models, load_models, named, select_checks
from mtqa.scoring.mqm import score
from mtqa.text import count_words, tokenise

__all__ = ["Linter"]

T = TypeVar("T")
SIDECAR = ".mtqa-ignore"


class Linter:
    """A configured checker; loads its knowledge once, on first use.

    Safe to share between threads once :meth:`warm` has run.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self.kit = Kit(self.config)

    @cached_property
    def checks(self) -> list[Check]:
        """The checks this configuration runs."""
        return select_checks(self.config)

    @cached_property
    def models(self) -> Models:
        """Annotators, rankers, and what of the configured depth is missing."""
        return load_models(self.config, self.kit)

    @cached_property
    def refused(self) -> tuple[Refused, ...]:
        """What the editors of the house have refused for good."""
        return load_refused(self.config.glossaries)

    def warm(self) -> None:
        """Load everything now."""
        self.check_text("Ready.")

    def check_files(self, paths: Iterable[str | Path]) -> Report:
        """Check files in order; an unreadable file is an incident in the report."""
        articles: list[Article] = []
        incidents: list[Incident] = []
        for path in paths:
            try:
                document = formats.read_file(path, encoding=self.config.encoding)
            except InputError as error:
                incidents.append(Incident("input", error.message, path=error.place or str(path)))
                continue
            article, trouble = self.check_document(document)
            articles.append(article)
            incidents.extend(trouble)
        return self.report(articles, incidents)

    def check_text(self, text: str, *, syntax: str = "text", path: str = "-") -> Report:
        """Check a string written in ``syntax``: text, markdown or html."""
        data = text.encode("utf-8")
        document = formats.read_bytes(data, path=path, format=syntax, encoding="utf-8")
        article, incidents = self.check_document(document)
        return self.report([article], incidents)

    def check_document(self, document: Document) -> tuple[Article, list[Incident]]:
        """Check one document: segment, annotate, run, rank, merge, place, correct."""
        document = segment_document(replace(document, language=self.config.language))
        trouble: list[Incident] = []
        if not document.segments:
            nothing = Incident("input", "no text to check.", path=document.path, fatal=False)
            return self._article(document, []), [nothing]
        document = self._annotated(document, trouble)
        segments = document.segments
        findings, failed = run_checks(
            self._checks_for(document.path), segments, self.kit, path=document.path
        )
        trouble += failed
        for ranker in self.models[1]:
            findings = _guarded(_call(ranker.rank, segments, findings), findings, trouble, document)
        judged = doubt_lone([load_measured().judge(finding) for finding in findings])
        placed = place(document, merge(judged))
        kept, aside, notes = suppress(placed, _suppressions(document, trouble))
        kept, refused = split_refused(kept, self.refused)
        return self._article(document, kept, [*aside, *refused]), [*trouble, *notes]

    def _annotated(self, document: Document, trouble: list[Incident]) -> Document:
        segments: Sequence[Segment] = document.segments
        for number, annotator in enumerate(self.models[0]):
            call = _call(annotator.annotate, segments)
            segments = _guarded(call, segments, trouble, document)
            if number == 0:
                segments = with_roughness(segments, proven=self._is_proven(segments))
        return replace(document, segments=tuple(segments))

    def _is_proven(self, segments: Sequence[Segment]) -> bool:
        """Tell whether listed errors show the article to be a raw translation."""
        glossary: Any = self.kit["glossary"]
        patterns: Any = self.kit["patterns"]
        return is_proven(segments, glossary, patterns)

    def _article(
        self, document: Document, findings: Sequence[Finding], aside: Sequence[Finding] = ()
    ) -> Article:
        words = sum(count_words(block.text) for block in document.blocks)
        # Both drafts judge each sentence as it stood, and often the same change of it.
        judged: dict[tuple[int, str], list[Finding]] = {}

        def recheck(segment: Segment, text: str) -> list[Finding]:
            key = (segment.index, text)
            if key not in judged:
                judged[key] = self._recheck(segment, text)
            return judged[key]

        safe, every = (
            _draft(
                document,
                correct(document, findings, unsafe=unsafe, recheck=recheck).edits,
            )
            for unsafe in (False, True)
        )
        return Article(
            document, tuple(findings), words, score(findings, words), safe, every, tuple(aside)
        )

    def _recheck(self, segment: Segment, text: str) -> list[Finding]:
        """Judge a changed segment by the checks that read one segment and no model."""
        changed = replace(
            segment,
            text=text,
            tokens=tokenise(text, segment.language),
            quoted=tuple(quoted_spans(text)),
            protected=(),
            index=0,
        )
        return run_checks(self._quick, [changed], self.kit)[0]

    @cached_property
    def _quick(self) -> list[Check]:
        return [c for c in self.checks if c.scope == "segment" and c.depth == "fast"]

    def _checks_for(self, path: str) -> list[Check]:
        ignored = self.config.ignored_in(path)
        return [check for check in self.checks if not named(check.name, ignored)]

    def report(self, articles: Sequence[Article], incidents: Sequence[Incident]) -> Report:
        """Put articles and incidents into a report with its signature and verdict."""
        everything = (*self.models[2], *incidents)
        report = Report(tuple(articles), everything, self.signature)
        return replace(report, verdict=gate.judge(report, self.config))

    @property
    def signature(self) -> Signature:
        """How results are made: version, depth, knowledge, models."""
        annotators, rankers, _ = self.models
        knowledge = getattr(self.kit["glossary"], "signature", "none")
        fields = [("v", __version__), ("depth", self.config.depth), ("glossary", str(knowledge))]
        if self.config.style != "neutral":
            fields.append(("style", self.config.style))
        fields += [("model", model.signature) for model in annotators]
        fields += [("model", model.signature) for model in rankers]
        return Signature(tuple(fields))


def _suppressions(document: Document, trouble: list[Incident]) -> list[Rule]:
    """Read the suppressions in the text and in the file beside it."""
    rules, incidents = read_comments(document)
    beside = Path(document.path + SIDECAR)
    if document.path != "-" and beside.is_file():
        text = formats.read_file(str(beside), format="text").text
        more, wrong = read_sidecar(text, str(beside))
        rules, incidents = [*rules, *more], [*incidents, *wrong]
    trouble += incidents
    return rules


def _draft(document: Document, edits: Sequence[Edit]) -> str:
    """Write the edits into the file; one that would become markup is left out."""
    if not edits:
        return document.text
    try:
        return formats.write_text(document, edits)
    except OutputError:
        return formats.write_text(document, _writable(document, edits))


def _writable(document: Document, edits: Sequence[Edit]) -> list[Edit]:
    try:
        formats.write_text(document, edits)
    except OutputError:
        if len(edits) == 1:
            return []
        half = len(edits) // 2
        return [*_writable(document, edits[:half]), *_writable(document, edits[half:])]
    return list(edits)


def _call(function: Callable[..., T], *args: object) -> Callable[[], T]:
    return lambda: function(*args)


def _guarded(call: Callable[[], T], fallback: T, trouble: list[Incident], document: Document) -> T:
    """Run a model; where it fails its findings are missing, and the report says so."""
    try:
        return call()
    except MtqaError as error:
        trouble.append(Incident("model", error.message, path=document.path))
    return fallback
