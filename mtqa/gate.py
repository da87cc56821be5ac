"""From a report and a policy to a verdict with its reasons and its exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from mtqa.config import Config
from mtqa.core import Evidence, Finding, Incident, Report, Severity, Tier, Verdict

__all__ = ["KNOWN", "counts_for_gate", "judge"]

# What the baseline writes on a finding it holds.
KNOWN = Evidence("baseline", "unchanged")
_SHOWN = 10


def judge(report: Report, config: Config) -> Verdict:
    """Return the verdict: 0 passed, 1 the gate failed, 3 something could not be judged."""
    counted = [
        (article.document.path, finding.fingerprint)
        for article in report.articles
        for finding in article.findings
        if counts_for_gate(finding, config)
    ]
    reasons = [
        *_severity(len(counted), config),
        *_quality(report, config),
        *_budgets(report, config),
    ]
    fatal = [incident for incident in report.incidents if incident.fatal]
    unjudged = list(_not_judged(fatal))
    if reasons:
        return Verdict(False, 1, (*_few(reasons), *_few(unjudged)), frozenset(counted))
    if fatal:
        return Verdict(False, 3, tuple(_few(unjudged)))
    return Verdict(True, 0, ())


def _few(reasons: list[str]) -> list[str]:
    """Keep the reasons to half a screen: of a thousand articles the first ones and a count."""
    if len(reasons) <= _SHOWN:
        return reasons
    return [*reasons[:_SHOWN], f"… and {len(reasons) - _SHOWN} more reasons."]


def counts_for_gate(finding: Finding, config: Config) -> bool:
    """Tell whether a finding may fail the gate under this policy."""
    if config.fail_on == "never":
        return False
    severity = finding.severity or Severity.MINOR
    if severity.rank < Severity(config.fail_on).rank:
        return False
    if config.new_only and KNOWN in finding.evidence:
        return False
    return config.tier == "advice" or finding.tier is Tier.GATE


def _severity(count: int, config: Config) -> Iterable[str]:
    if count:
        yield f"{_findings(count)} of severity {config.fail_on} or graver in tier {config.tier}."


def _quality(report: Report, config: Config) -> Iterable[str]:
    if config.min_quality is None:
        return
    for article in report.articles:
        if article.score.quality < config.min_quality:
            note = "" if article.score.enough_text else " (not enough text for a firm figure)"
            yield (
                f"{article.document.path}: quality {article.score.quality:g} is under "
                f"{config.min_quality:g}{note}."
            )


def _budgets(report: Report, config: Config) -> Iterable[str]:
    counts = Counter(
        finding.check
        for finding in report.findings
        if not (config.new_only and KNOWN in finding.evidence)
    )
    for name, most in sorted(config.max.items()):
        count = sum(
            number
            for check, number in counts.items()
            if check == name or check.startswith(name.rstrip("/") + "/") or name == "all"
        )
        if count > most:
            yield f"{_findings(count)} of {name}; at most {most} allowed."


def _findings(count: int) -> str:
    return f"{count} finding{'' if count == 1 else 's'}"


def _not_judged(incidents: Iterable[Incident]) -> Iterable[str]:
    for incident in incidents:
        place = f"{incident.path}: " if incident.path else ""
        yield f"not judged: {place}{incident.message}"
