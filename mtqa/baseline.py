"""The baseline: findings a team has seen, without offsets, so that only new ones fail."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from mtqa.core import Article, Evidence, Finding, Report
from mtqa.errors import ConfigError
from mtqa.gate import KNOWN
from mtqa.text.globs import path_from

__all__ = ["Baseline", "Row", "load", "mark", "of_report", "put_aside", "to_json"]

VERSION = 1
RECORDED = Evidence("suppressed", "baseline: recorded earlier")
_FIELDS = ("check", "path", "text", "context")
Row: TypeAlias = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each finding (check, path, matched text, context) is known.

    Paths read from ``root``, the folder of the file, so that it holds wherever mtqa is started.
    """

    counts: Counter[Row]
    root: Path = Path()


def row_of(article: Article, finding: Finding, root: Path) -> Row:
    """Return what identifies a finding: three words either side instead of offsets."""
    segment = article.document.segments[finding.segment]
    before = [t.lower for t in segment.tokens if t.end <= finding.start][-3:]
    after = [t.lower for t in segment.tokens if t.start >= finding.end][:3]
    context = " ".join([*before, "…", *after])
    path = path_from(root, article.document.path)
    nfc = [unicodedata.normalize("NFC", text) for text in (finding.text, context)]
    return finding.check, path, nfc[0], nfc[1]


def of_report(report: Report, root: Path) -> Baseline:
    """Return the baseline that holds every finding of a report."""
    found = [row_of(article, f, root) for article in report.articles for f in article.findings]
    return Baseline(Counter(found), root)


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
        return Baseline(Counter(rows), path.parent)
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
    left, root = Counter(baseline.counts), baseline.root
    marked: list[Article] = []
    for article in articles:
        findings = tuple(_marked(article, finding, left, root) for finding in article.findings)
        marked.append(replace(article, findings=findings))
    paths = {path_from(root, article.document.path) for article in articles}
    gone = {row[1] for row in left if row[1] not in paths and not (root / row[1]).exists()}
    stale = Counter({row: n for row, n in left.items() if n > 0 and row[1] in paths | gone})
    return marked, stale


def put_aside(article: Article) -> Article:
    """Move what the baseline knows to what is suppressed: no report shows it any more."""
    known = [finding for finding in article.findings if KNOWN in finding.evidence]
    aside = [f.with_(evidence=(*f.evidence, RECORDED)) for f in known]
    new = tuple(finding for finding in article.findings if KNOWN not in finding.evidence)
    return replace(article, findings=new, suppressed=(*article.suppressed, *aside))


def _marked(article: Article, finding: Finding, left: Counter[Row], root: Path) -> Finding:
    row = row_of(article, finding, root)
    known = left[row] > 0
    left[row] -= known
    state = KNOWN if known else Evidence("baseline", "new")
    return finding.with_(evidence=(*finding.evidence, state))
