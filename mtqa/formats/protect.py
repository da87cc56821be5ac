"""Spans that no fix may touch in any format: addresses, code, handles, file names, placeholders."""

from __future__ import annotations

import re

from mtqa.core.text import Span

__all__ = ["merge_spans", "protected_spans"]

# A block without one of these characters holds nothing to protect; most blocks do not.
_TRIGGER = re.compile(r"[@#/\\{%$`<]|\.[a-z0-9]{2}")
_TLD = r"(?:com|org|net|gov|edu|mil|info|eu|io|uk|fr|de|es|ru|ua|pl|cn|jp|ch|ca|au|br|mx|nl|se|pt)"
_EXTENSION = (
    r"(?:txt|pdf|docx?|xlsx?|pptx?|odt|html?|xml|json|csv|tsv|md|ya?ml|toml|ini|cfg|conf|log"
    r"|py|js|ts|css|php|sh|bat|exe|dll|so|zip|gz|tar|png|jpe?g|gif|svg|mp[34])"
)
# Every repetition is bounded: one line of 5 MB must not cost more than its length.
_PROTECTED = re.compile(
    r"""
      \b(?:https?|ftps?|file|wss?)://[^\s<>"“”«»]{1,2000}
    | \bmailto:[^\s<>"“”«»]{1,300}
    | (?<![\w@.-])www\.[^\s<>"“”«»]{3,2000}
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}
    | (?<![\w@/.])@\w{2,40}
    | (?<![\w&\#/])\#(?=\w{0,99}[^\W\d])\w{2,100}
    | (?<!`)`(?!\s)[^`\n]{0,98}[^`\s]`(?!`)
    | \{\{[^{}\n]{0,200}\}\} | \{%[^\n]{0,200}?%\} | <%[^\n]{0,200}?%>
    | \$\{[^{}\s]{0,100}\} | (?<![\w$])\{[\w.:-]{0,40}\}
    | %\(\w{1,40}\)[sdifr]\b | (?<![\w%])%(?:\d\$)?[sdif]\b
    | (?<![\w/.~])(?:~|\.{1,2})?(?:/[\w.+-]{1,100}){2,40}/?
    | (?<![\w/.])(?:~|\.{1,2})/[\w.+-]{1,100}
    | (?<!\w)[A-Za-z]:\\[^\s"<>|]{1,300} | (?<![\w\\])\\\\[\w.-]{1,63}\\[^\s"<>|]{1,300}
    | (?<![\w.@-])(?:[A-Za-z0-9-]{1,63}\.){1,5}"""
    + _TLD
    + r"""(?![\w@-])(?:/[^\s<>"“”«»]{0,500})?
    | (?<![\w.@-])[A-Za-z0-9_-]{1,80}\."""
    + _EXTENSION
    + r"""(?![\w-])
    """,
    re.VERBOSE,
)
_CLOSERS = ".,;:!?'’…*_"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def protected_spans(text: str) -> tuple[Span, ...]:
    """Find what must stay as it is, without the punctuation of the sentence around it."""
    if not _TRIGGER.search(text):
        return ()
    return tuple(
        Span(match.start(), match.start() + len(_trimmed(match.group())))
        for match in _PROTECTED.finditer(text)
    )


def merge_spans(spans: list[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that overlap or touch."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _trimmed(found: str) -> str:
    if found[0] in "{%<$`":
        return found
    while len(found) > 1:
        last = found[-1]
        unpaired = last in _PAIRS and found.count(last) > found.count(_PAIRS[last])
        if last not in _CLOSERS and not unpaired:
            break
        found = found[:-1]
    return found
