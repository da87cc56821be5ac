"""A term must be the one English uses, not a rendering word by word."""

from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.glossary import Glossary, Term
from mtqa.glossary.cause import explain


@check(
    "wrong-term",
    Severity.MAJOR,
    why="Engines translate the words of a term one by one, or take a sense the field does not use.",
    bad=[
        Example(
            "The central bank left its ⟦director rate⟧ alone.",
            fixed="The central bank left its key rate alone.",
        ),
        Example("⟦Interest types⟧ rose.", fixed="Interest rates rose."),
    ],
    good=Example("The company director pays a high rate; this is of no interest to him."),
    languages=["en"],
)
def wrong_term(segment: Segment, glossary: Glossary) -> Findings:
    """Report every wrong rendering a glossary lists."""
    for match in glossary.wrong_terms(segment):
        entry = match.entry
        if not isinstance(entry, Term):
            continue
        found = segment.text[match.start : match.end]
        cause = explain(entry.via, match.form)
        yield Finding.at(
            (match.start, match.end),
            f"“{found}” is not the English term" + (f"; {cause}." if cause else "."),
            replace=match.replacements,
            because=[("glossary", entry.via or entry.entry)],
            severity=Severity(entry.severity),
            entry=entry.entry,
        )
