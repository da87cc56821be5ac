"""The baseline: findings a team has seen, without offsets, so that only new ones fail."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, TypeAlias

from mtqa.core import Article, Evidence, Finding, Report
from mtqa.errors import ConfigError
from mtqa.gate import KNOWN

__all__ = ["Baseline", "Row", "load", "mark", "of_report", "to_json"]

VERSION = 1
_FIELDS = ("check", "path", "text", "context")
Row: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding (check, path, matched text, context) is known."""

    counts: Counter[Row]


def row_of(article: Article, finding: Finding) -> Row:
    """Return what identifies a finding: three words either side instead of offsets."""
    segment = article.document.segments[finding.segment]
    before = [t.lower for t in segment.tokens if t.end <= finding.start][-3:]
    after = [t.lower for t in segment.tokens if t.start >= finding.end][:3]
    context = " ".join([*before, "…", *after])
    path = PurePath(article.document.path).as_posix()
    nfc = [unicodedata.normalize("NFC", text) for text in (finding.text, context)]
    return finding.check, path, nfc[0], nfc[1]


def of_report(report: Report) -> Baseline:
    """Return the baseline that holds every finding of a report."""
    return Baseline(
        Counter(row_of(article, f) for article in report.articles for f in article.findings)
    )


def to_json(baseline: Baseline) -> str:
    """Write it sorted, one finding a line, so that version control shows what changed."""
    rows = [
        json.dumps(dict(zip(_FIELDS, row, strict=True)) | {"count": count}, ensure_ascii=False)
        for row, count in sorted(baseline.counts.items())
        if count > 0
    ]
    body = ",\n  ".join(rows)
    return f'{{\n "version": {VERSION},\n "findings": [\n  {body}\n ]\n}}\n'


def load(path: Path) -> Baseline:
    """Read a baseline; a damaged one is a :class:`ConfigError` that names the remedy."""
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            raise ConfigError(
                f"a baseline of version {data['version']}; write it anew.", place=str(path)
            )
        rows = {
            (str(r["check"]), str(r["path"]), str(r["text"]), str(r["context"])): int(r["count"])
            for r in data["findings"]
        }
        return Baseline(Counter(rows))
    except FileNotFoundError:
        raise ConfigError(
            "no such baseline; `mtqa baseline write` makes one.", place=str(path)
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"the baseline is damaged ({error}); mend it or write it anew."
        raise ConfigError(message, place=str(path)) from None


def mark(articles: Sequence[Article], baseline: Baseline) -> tuple[list[Article], Counter[Row]]:
    """Mark each finding ``new`` or ``unchanged``; also return what the baseline holds too much.

    That is findings mended in these articles, and findings of articles that are no more.
    """
    left = Counter(baseline.counts)
    marked: list[Article] = []
    for article in articles:
        findings = tuple(_marked(article, finding, left) for finding in article.findings)
        marked.append(_with(article, findings))
    paths = {PurePath(article.document.path).as_posix() for article in articles}
    gone = {row[1] for row in left if row[1] not in paths and not Path(row[1]).exists()}
    stale = Counter({row: n for row, n in left.items() if n > 0 and row[1] in paths | gone})
    return marked, stale


def _marked(article: Article, finding: Finding, left: Counter[Row]) -> Finding:
    row = row_of(article, finding)
    known = left[row] > 0
    left[row] -= known
    state = KNOWN if known else Evidence("baseline", "new")
    return finding.with_(evidence=(*finding.evidence, state))


def _with(article: Article, findings: Iterable[Finding]) -> Article:
    return replace(article, findings=tuple(findings))
