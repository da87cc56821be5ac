"""A batch at a glance: one row per article, totals and distributions, for every kind of index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mtqa.core import Article, Finding, Report, Severity, Tier, Verdict
from mtqa.decisions.record import text_hash
from mtqa.render.desk.data import article_key, title_of

__all__ = ["QUALITY_BINS", "Row", "Totals", "quality_bins", "rows_of", "top_checks", "totals"]

# From → to; the first takes everything below, the last includes 100.
QUALITY_BINS = ("under 0", *(f"{low}–{low + 10}" for low in range(0, 100, 10)))
_TOP = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One article of the batch; ``href`` is its own report, ``decided`` counts made decisions."""

    path: str
    title: str
    href: str
    key: str
    passed: bool
    quality: float
    enough_text: bool
    words: int
    critical: int
    major: int
    minor: int
    worst_check: str
    decided: int

    @property
    def findings(self) -> int:
        """All findings of the article."""
        return self.critical + self.major + self.minor


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums over all rows; ``quality`` is the mean weighted by words."""

    articles: int
    passed: int
    words: int
    findings: int
    critical: int
    major: int
    minor: int
    decided: int
    quality: float


def rows_of(
    report: Report,
    hrefs: Sequence[str],
    *,
    verdicts: Mapping[str, Verdict] | None = None,
    decided: Mapping[str, int] | None = None,
) -> list[Row]:
    """Return the rows in the order of the articles.

    ``verdicts`` by path are the gate's word on each article; without them an article passes when
    the whole report does, or when it holds no gate finding of severity major or graver.
    """
    signature = str(report.signature)
    return [
        _row(
            article,
            href,
            article_key(article, signature),
            passed=_passed(article, report, (verdicts or {}).get(article.document.path)),
            decided=(decided or {}).get(text_hash(article.document), 0),
        )
        for article, href in zip(report.articles, hrefs, strict=True)
    ]


def _row(article: Article, href: str, key: str, *, passed: bool, decided: int) -> Row:
    counts = Counter((f.severity or Severity.MINOR).value for f in article.findings)
    return Row(
        article.document.path,
        title_of(article.document),
        href,
        key,
        passed,
        article.score.quality,
        article.score.enough_text,
        article.words,
        counts["critical"],
        counts["major"],
        counts["minor"],
        _worst(article.findings),
        decided,
    )


def _passed(article: Article, report: Report, verdict: Verdict | None) -> bool:
    return verdict.passed if verdict else report.verdict.passed or not _grave(article)


def _grave(article: Article) -> bool:
    return any(
        f.tier is Tier.GATE and (f.severity or Severity.MINOR) is not Severity.MINOR
        for f in article.findings
    )


def _worst(findings: Sequence[Finding]) -> str:
    """Name the check with the most penalty points."""
    points: Counter[str] = Counter()
    for finding in findings:
        points[finding.check] += (finding.severity or Severity.MINOR).weight
    return min(points, key=lambda name: (-points[name], name)) if points else ""


def totals(rows: Sequence[Row]) -> Totals:
    """Return the sums."""
    words = sum(row.words for row in rows)
    weighted = sum(row.quality * row.words for row in rows)
    return Totals(
        len(rows),
        sum(row.passed for row in rows),
        words,
        sum(row.findings for row in rows),
        sum(row.critical for row in rows),
        sum(row.major for row in rows),
        sum(row.minor for row in rows),
        sum(row.decided for row in rows),
        round(weighted / words, 1) if words else 100.0,
    )


def quality_bins(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Return how many articles have which quality."""
    counts = [0] * len(QUALITY_BINS)
    for row in rows:
        counts[0 if row.quality < 0 else min(int(row.quality // 10), 9) + 1] += 1
    return list(zip(QUALITY_BINS, counts, strict=True))


def top_checks(report: Report) -> list[tuple[str, int]]:
    """Return the most frequent checks with their counts."""
    counts = Counter(finding.check for finding in report.findings)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_TOP]
