"""One article must use one style of double quotation marks."""

import re
from collections.abc import Sequence

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

STYLES = {
    "curly": re.compile(r"[“”]"),
    "straight": re.compile(r"(?<!\d)\""),
    "angled": re.compile(r"[«»„]"),
}


@check(
    "punctuation",
    Severity.MINOR,
    why="Engines keep the quotation marks of some sentences and change those of others.",
    bad=Example('“Yes,” he said, and then “no,” and ⟦"⟧maybe".'),
    good=[Example("“Yes,” he said, “no”."), Example('He said "yes" and "no"; a 12" record.')],
)
def mixed_quotes(article: Sequence[Segment]) -> Findings:
    """Find the first mark of each rarer style."""
    places: dict[str, list[tuple[Segment, re.Match[str]]]] = {name: [] for name in STYLES}
    for segment in article:
        for name, pattern in STYLES.items():
            places[name] += [(segment, match) for match in pattern.finditer(segment.text)]
    used = sorted((name for name in STYLES if places[name]), key=lambda name: -len(places[name]))
    for name in used[1:]:
        segment, match = places[name][0]
        message = f"{name.capitalize()} quotation marks here, {used[0]} ones elsewhere."
        yield Finding.at(match, message, segment=segment.index)
