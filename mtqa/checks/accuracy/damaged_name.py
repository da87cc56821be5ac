"""A name must keep its spelling and its capitals."""

from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.glossary import Glossary
from mtqa.glossary.cause import explain


@check(
    "entity",
    Severity.MAJOR,
    why="Transliteration and true-casing damage names: Kijew for Kyiv, the oval office.",
    bad=Example("They met in ⟦Kijew⟧.", fixed="They met in Kyiv."),
    good=Example("They met in Kyiv; Kiev was its Russian name."),
    languages=["en"],
)
def damaged_name(segment: Segment, glossary: Glossary) -> Findings:
    """Report the damaged forms the glossaries list, and certain lower case."""
    for match in glossary.damaged_names(segment):
        entry = match.entry
        found = segment.text[match.start : match.end]
        cause = explain(entry.via, match.form)
        lower = found == found.lower() and found == match.replacements[0].lower()
        why = "is a name and needs its capitals" if lower else "is a damaged name"
        yield Finding.at(
            (match.start, match.end),
            f"“{found}” {why}" + (f"; {cause}." if cause and not lower else "."),
            replace=match.replacements,
            because=[("names", entry.via or entry.entry)],
            severity=Severity.MINOR if lower else None,
            entry=entry.entry,
        )
