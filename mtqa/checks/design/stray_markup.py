"""Tags and character entities must not show in the text."""

import html
import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

ENTITY = re.compile(
    r"&(?:amp|nbsp|quot|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)
TAG = re.compile(
    r"</?(?:b|i|u|em|strong|p|br|a|span|div|li|ul|ol|h[1-6]|font|td|tr|table|blockquote)(?:\s[^<>]{0,200})?/?>",
    re.I,
)


@check(
    "markup",
    Severity.MINOR,
    why="Engines escape markup twice or translate its pieces as text.",
    bad=[
        Example("Smith ⟦&amp;⟧ Sons", fixed="Smith & Sons"),
        Example("a ⟦</b>⟧ bold claim", fixed="a bold claim"),
    ],
    good=[Example("Smith & Sons; a < b and c > d; AT&T")],
)
def stray_markup(segment: Segment) -> Findings:
    """Find visible entities and tags."""
    for match in ENTITY.finditer(segment.text):
        text = html.unescape(match.group()).replace("\xa0", " ")
        yield Finding.at(match, "A character entity shows in the text.", replace=text)
    for match in TAG.finditer(segment.text):
        yield Finding.at(match, "A tag shows in the text.", replace="", safe=False)
