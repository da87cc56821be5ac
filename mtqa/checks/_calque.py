"""One reading of the calque patterns for the checks of three dimensions."""

from mtqa.core import Finding, Findings, Segment, Severity
from mtqa.lexicon import PatternMatch, Patterns


def calques(segment: Segment, patterns: Patterns, dimension: str) -> Findings:
    """Yield the matches of the patterns whose category lies in ``dimension``."""
    for match in patterns.find(segment):
        if match.pattern.category.startswith(dimension + "/"):
            yield _finding(match, segment.text[match.start : match.end])


def _finding(match: PatternMatch, found: str) -> Finding:
    pattern = match.pattern
    return Finding.at(
        (match.start, match.end),
        f"“{found}”: {pattern.why}",
        replace=match.replacements,
        because=[("pattern", pattern.via or pattern.why)],
        severity=Severity(pattern.severity),
        category=pattern.category,
        entry=pattern.id,
    )
