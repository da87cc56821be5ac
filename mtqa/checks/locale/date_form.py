"""Dates and times must be written the English way: 5 March, 8:30 p.m."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"(?:(?<=[Oo]n )|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Bb]efore )|(?<=[Ff]rom )|\b)(?P<the>[Tt]he )?(?P<day>[12]?\d|3[01]) of (?P<month>{MONTH})(?: of (?P<year>(?:19|20)\d\d))?\b"
)
YEAR = re.compile(rf"\b(?P<month>{MONTH}) of (?P<year>(?:19|20)\d\d)\b")
TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-4])(?: ?h ?| hours )(?P<minute>[0-5]\d)\b(?! (?:minutes|hours))"
)
DIGIT = re.compile(r"\d")


@check(
    "date-format",
    Severity.MINOR,
    why="Spanish “el 5 de marzo de 2020” and French “20 h 30” rendered word by word.",
    bad=[
        Example("signed ⟦the 5 of March⟧", fixed="signed 5 March"),
        Example("on ⟦5 of March of 2020⟧", fixed="on 5 March 2020"),
        Example("at ⟦20h30⟧ local time", fixed="at 8:30 p.m. local time"),
    ],
    good=[
        Example("the 5th of March; on 5 March 2020; 3 of May's ministers"),
        Example("it took 20 hours 30 minutes"),
    ],
    languages=["en"],
)
def date_form(segment: Segment) -> Findings:
    """Find day-of-month-of-year and hours written with h."""
    if DIGIT.search(segment.text) is None:
        return
    text = segment.text
    taken: list[int] = []
    for match in DATE.finditer(text):
        if text[match.end() : match.end() + 2] in ("'s", "’s"):
            continue
        year = f" {match['year']}" if match["year"] else ""
        taken.append(match.start("month"))
        yield Finding.at(
            match, "Date built as in Spanish.", replace=f"{match['day']} {match['month']}{year}"
        )
    for match in YEAR.finditer(text):
        if match.start() not in taken:
            right = f"{match['month']} {match['year']}"
            yield Finding.at(match, "“of” before the year.", replace=right, safe=False)
    for match in TIME.finditer(text):
        hour, half = int(match["hour"]), "p.m." if 12 <= int(match["hour"]) < 24 else "a.m."
        right = f"{(hour - 1) % 12 + 1}:{match['minute']} {half}"
        yield Finding.at(match, "Time written with an h.", replace=right)
