"""Numbers must be written the English way: 3.5 percent, 1,500.00 dollars."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

MIXED = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\w,.]*\d)")
COMMA = re.compile(
    r"(?<![\w.,])(\d{1,3}),(\d{1,2})(?=\s?(?:%|percent\b|per cent\b|(?:million|billion|trillion)s?\b|"
    r"degrees?\b|kilomet|km\b|met(?:re|er)s?\b|kilos?\b|kg\b|tonnes?\b|euros?\b|dollars?\b|points?\b))"
)
DOTS = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{3}){2}(?![\w.,]*\d)")
DOT = re.compile(
    r"(?<![\w.,])\d{1,3}\.\d{3}(?=\s(?:people|euros|dollars|deaths|troops|soldiers|jobs|homes|cases|tonnes|inhabitants|residents|workers|employees|kilomet|supporters|spectators|victims)\w*\b)"
)
SPACED = re.compile(
    r"(?<!\d )(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\w,.]*\d)(?=\s(?:people|euros|dollars|deaths|troops|soldiers|jobs|homes|cases|tonnes|inhabitants|residents|workers|employees|kilomet|supporters|spectators|victims)\w*\b)"
)
DIGIT = re.compile(r"\d")


@check(
    "number-format",
    Severity.MAJOR,
    why="Most of Europe and Latin America swap the decimal point and the thousands comma.",
    bad=[
        Example("It cost ⟦1.500,00⟧ dollars.", fixed="It cost 1,500.00 dollars."),
        Example("up ⟦3,5⟧ percent", fixed="up 3.5 percent"),
        Example("a fund of ⟦2.500.000⟧ euros", fixed="a fund of 2,500,000 euros"),
        Example("some ⟦12.000⟧ people marched", fixed="some 12,000 people marched"),
        Example("about ⟦12 000⟧ people", fixed="about 12,000 people"),
    ],
    good=[
        Example("It cost 1,500.00 dollars, up 3.5 percent, in version 2.500.1"),
        Example("in 2019, 20 percent; rows 1,2 and 3; 1.500 seconds; IP 10.000.000.001"),
    ],
)
def decimal_comma(segment: Segment) -> Findings:
    """Find decimal commas and thousands points or spaces."""
    if DIGIT.search(segment.text) is None:
        return
    for match in MIXED.finditer(segment.text):
        right = match.group().replace(".", "\0").replace(",", ".").replace("\0", ",")
        yield Finding.at(match, "Decimal comma and thousands points.", replace=right)
    for match in COMMA.finditer(segment.text):
        yield Finding.at(match, "Decimal comma.", replace=f"{match.group(1)}.{match.group(2)}")
    for pattern in (DOTS, DOT):
        for match in pattern.finditer(segment.text):
            yield Finding.at(match, "Thousands points.", replace=match.group().replace(".", ","))
    for match in SPACED.finditer(segment.text):
        right = re.sub(r"\s", ",", match.group())
        yield Finding.at(match, "Thousands spaces.", replace=right)
