"""The only place where the parts are put together: text in, report out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, TypeVar

from mtqa import formats, gate
from mtqa.config import Config
from mtqa.core import (
    Annotator,
    Article,
    Check,
    Document,
    Finding,
    Incident,
    Ranker,
    Report,
    Segment,
    Signature,
    load_checks,
)
from mtqa.engine import correct, load_measured, merge, place, run_checks, segment_document
from mtqa.errors import InputError, ModelError, MtqaError, UsageError, did_you_mean
from mtqa.scoring.mqm import score
from mtqa.text import count_words, tokenise

__all__ = ["Linter", "check_file", "check_text", "fix_text", "select_checks"]

T = TypeVar("T")
DEPTH_ORDER = {"fast": 0, "standard": 1, "deep": 2}


class Linter:
    """A configured checker; loads its knowledge once, on first use.

    Safe to share between threads once :meth:`warm` has run.
    """

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()
        self.kit: Mapping[str, object] = Kit(self.config)

    @cached_property
    def checks(self) -> list[Check]:
        """The checks this configuration runs."""
        return select_checks(self.config)

    @cached_property
    def models(self) -> tuple[list[Annotator], list[Ranker], list[Incident]]:
        """The models of the configured depth, and what is missing of them."""
        return _load_models(self.config, self.kit)

    def warm(self) -> None:
        """Load everything now."""
        self.check_text("Ready.")

    def check_file(self, path: str | Path) -> Report:
        """Check one file; an unreadable file is an incident in the report."""
        return self.check_files([path])

    def check_files(self, paths: Iterable[str | Path]) -> Report:
        """Check files in order."""
        articles: list[Article] = []
        incidents: list[Incident] = []
        for path in paths:
            try:
                document = formats.read_file(path, encoding=self.config.encoding)
                article, trouble = self.check_document(document)
                articles.append(article)
                incidents.extend(trouble)
            except InputError as error:
                incidents.append(Incident("input", error.message, path=error.place or str(path)))
        return self.report(articles, incidents)

    def check_text(self, text: str, *, format: str = "text", path: str = "-") -> Report:
        """Check a string in the given format."""
        data = text.encode("utf-8", "surrogatepass")
        document = formats.read_bytes(data, path=path, format=format, encoding="utf-8")
        article, incidents = self.check_document(document)
        return self.report([article], incidents)

    def check_document(self, document: Document) -> tuple[Article, list[Incident]]:
        """Check one document: segment, annotate, run, rank, merge, place, correct."""
        document = segment_document(replace(document, language=self.config.language))
        annotators, rankers, incidents = self.models
        segments: Sequence[Segment] = document.segments
        trouble: list[Incident] = []
        if not segments:
            trouble.append(
                Incident("input", "no running text to check.", path=document.path, fatal=False)
            )
        for annotator in annotators:
            segments = _guarded(
                lambda a=annotator, s=segments: a.annotate(s), segments, trouble, document.path
            )
        document = replace(document, segments=tuple(segments))
        findings, failed = (
            run_checks(
                self._checks_for(document.path), document.segments, self.kit, path=document.path
            )
            if segments
            else ([], [])
        )
        trouble += failed
        for ranker in rankers:
            findings = _guarded(
                lambda r=ranker, f=findings: r.rank(document.segments, f),
                findings,
                trouble,
                document.path,
            )
        measured = load_measured()
        merged = merge(measured.judge(finding) for finding in findings)
        return self._article(document, place(document, merged)), trouble

    def _article(self, document: Document, findings: Sequence[Finding]) -> Article:
        words = sum(count_words(block.text) for block in document.blocks)
        drafts = [
            formats.write_text(
                document, correct(document, findings, unsafe=unsafe, recheck=self._recheck).edits
            )
            for unsafe in (False, True)
        ]
        return Article(document, tuple(findings), words, score(findings, words), *drafts)

    def _recheck(self, segment: Segment, text: str) -> Iterator[Finding]:
        changed = replace(
            segment, text=text, tokens=tokenise(text, segment.language), protected=(), index=0
        )
        judging = [
            check for check in self.checks if check.scope == "segment" and check.depth == "fast"
        ]
        yield from run_checks(judging, [changed], self.kit)[0]

    def _checks_for(self, path: str) -> list[Check]:
        ignored = [
            prefix
            for glob, prefixes in self.config.per_file_ignores.items()
            if PurePath(path).match(glob)
            for prefix in prefixes
        ]
        return [check for check in self.checks if not _named(check.name, ignored)]

    def report(self, articles: Sequence[Article], incidents: Sequence[Incident]) -> Report:
        """Put articles and incidents into a report with its signature and verdict."""
        everything = tuple([*self.models[2], *incidents])
        report = Report(tuple(articles), everything, self.signature)
        return replace(report, verdict=gate.judge(report, self.config))

    @property
    def signature(self) -> Signature:
        """How results are made: version, depth, knowledge, models."""
        from mtqa import __version__

        fields = [("v", __version__), ("depth", self.config.depth)]
        glossary: Any = self.kit["glossary"]
        fields.append(("glossary", getattr(glossary, "signature", "none")))
        if self.config.style != "neutral":
            fields.append(("style", self.config.style))
        annotators, rankers, _ = self.models
        fields += [("model", model.signature) for model in [*annotators, *rankers]]
        return Signature(tuple(fields))


class Kit(Mapping[str, object]):
    """Knowledge by name, loaded when a check first asks for it."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._loaded: dict[str, object] = {"settings": config}

    def __getitem__(self, name: str) -> object:
        if name not in self._loaded:
            self._loaded[name] = _LOADERS[name](self)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter({"settings", *_LOADERS})

    def __len__(self) -> int:
        return len(_LOADERS) + 1


def _load_glossary(kit: Mapping[str, object]) -> object:
    from mtqa.glossary.load import load_glossaries

    config: Any = kit["settings"]
    return load_glossaries(config.glossaries, shipped=config.shipped_glossaries, style=config.style)


_LOADERS: dict[str, Callable[[Mapping[str, object]], object]] = {"glossary": _load_glossary}


def _load_models(
    config: Config, kit: Mapping[str, object]
) -> tuple[list[Annotator], list[Ranker], list[Incident]]:
    if DEPTH_ORDER[config.depth] == 0:
        return [], [], []
    fatal = config.models == "required"
    try:
        from mtqa.models import load_models

        return load_models(config, kit)
    except (ImportError, ModelError) as error:
        message = f"depth {config.depth} was not reached, judged at fast: {error}"
        return [], [], [Incident("model", message, fatal=fatal)]


def _guarded(call: Callable[[], T], fallback: T, trouble: list[Incident], path: str) -> T:
    try:
        return call()
    except MtqaError as error:
        trouble.append(Incident("model", error.message, path=path))
    return fallback


def select_checks(config: Config) -> list[Check]:
    """Return the checks the settings name; an unknown name is a :class:`UsageError`."""
    known = load_checks()
    for prefix in (*config.select, *config.ignore, *config.max):
        if not any(_named(name, [prefix]) for name in known):
            raise UsageError(
                f"no check is called “{prefix}”{did_you_mean(prefix, known)}; `mtqa checks` lists them."
            )
    chosen = [
        check
        for check in known.values()
        if (_named(check.name, config.select) if config.select else check.default)
    ]
    return [check for check in chosen if not _named(check.name, config.ignore)]


def _named(name: str, prefixes: Iterable[str]) -> bool:
    return any(name == p or name.startswith(p.rstrip("/") + "/") or p == "all" for p in prefixes)


def check_text(text: str, *, format: str = "text", config: Config | None = None) -> Report:
    """Check a string; ``format`` is text, markdown or html."""
    return Linter(config).check_text(text, format=format)


def check_file(path: str | Path, *, config: Config | None = None) -> Report:
    """Check a file; its format follows its suffix."""
    return Linter(config).check_file(path)


def fix_text(
    text: str, *, format: str = "text", unsafe: bool = False, config: Config | None = None
) -> str:
    """Return the corrected text: safe fixes only, or every first suggestion with ``unsafe``."""
    article = check_text(text, format=format, config=config).articles[0]
    return article.corrected_all if unsafe else article.corrected
