"""A word must have the sense its field gives it, not another sense of the pivot word."""

from collections.abc import Sequence

from mtqa.checks._evidence import is_proven
from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.glossary import Context, Glossary, Match, Senses, Term
from mtqa.glossary.cause import explain
from mtqa.glossary.senses import conditions
from mtqa.lexicon import Patterns


@check(
    "mistranslation",
    Severity.MAJOR,
    why="Engines take the first sense of a pivot word; the field of the article tells it is another.",
    bad=Example(
        "The judge ended the ⟦audience⟧ after the lawyer of the defendant had pleaded not guilty. "
        "The prosecutor told the court that the jury had seen the verdict."
    ),
    good=[
        Example("The audience applauded when the pianist came back on stage."),
        Example(
            "The judge ended the hearing after the lawyer of the defendant had pleaded not guilty. "
            "The prosecutor told the court that the jury had seen the verdict."
        ),
    ],
    languages=["en"],
)
def wrong_sense(
    article: Sequence[Segment], glossary: Glossary, patterns: Patterns, senses: Senses
) -> Findings:
    """Report listed senses of the article's fields; in a raw translation with weaker signs."""
    article = [segment for segment in article if segment.language in ("en", "")]
    context = Context(article)
    rough = is_proven(article, glossary, patterns)
    fields = senses.fields_of(context, rough=rough)
    for segment in article:
        known = glossary.find(segment)
        matches = senses.find(segment, fields, context if rough else None)
        if rough and glossary.withholds(segment):
            listed = glossary.find_where(segment, conditions(segment, context))
            matches += [match for match in listed if match.wrong]
        for match in matches:
            if not _spoken_for(match, known) and isinstance(match.entry, Term):
                yield _finding(segment, match, match.entry)


def _spoken_for(match: Match, known: Sequence[Match]) -> bool:
    """Tell whether a glossary has the place already: as an error, or as part of a right term."""
    for other in known:
        if other.wrong and other.start < match.end and match.start < other.end:
            return True
        inside = other.start <= match.start and match.end <= other.end
        if inside and (other.start, other.end) != (match.start, match.end):
            return True
    return False


def _finding(segment: Segment, match: Match, entry: Term) -> Finding:
    found = segment.text[match.start : match.end]
    cause = explain(entry.via, match.form)
    return Finding.at(
        (match.start, match.end),
        f"“{found}” is hardly the sense meant here" + (f"; {cause}." if cause else "."),
        replace=match.replacements,
        safe=False,
        because=[("glossary", entry.via)],
        segment=segment.index,
        entry=entry.entry,
    )
