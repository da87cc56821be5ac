"""Text must not show characters decoded with the wrong encoding."""

import re

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

# UTF-8 read as Windows-1252: a lead byte's character followed by continuation bytes' characters.
BROKEN = re.compile(
    r"(?:[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ\u009d¦“”˜¢]?|[ÐÑ][\u0080-\u00bf‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›]){1,60}"
)
LOST = re.compile("\ufffd+")


@check(
    "character-encoding",
    Severity.MAJOR,
    why="A file passed through tools that did not agree on its encoding.",
    bad=[
        Example("the ⟦Ã©⟧lan of youth", fixed="the élan of youth"),
        Example("It⟦â€™⟧s over.", fixed="It’s over."),
    ],
    good=[Example("São Paulo, Ångström, café, Â and Ã are letters")],
)
def mojibake(segment: Segment) -> Findings:
    """Find sequences that become sensible when decoded again, and replacement characters."""
    for match in BROKEN.finditer(segment.text):
        repaired = _repair(match.group())
        if repaired is not None:
            yield Finding.at(match, "Characters of a wrong encoding.", replace=repaired)
    for match in LOST.finditer(segment.text):
        yield Finding.at(match, "A character was lost to a wrong encoding.")


def _repair(text: str) -> str | None:
    raw = bytearray()
    for char in text:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 255:
                return None
            raw.append(ord(char))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
