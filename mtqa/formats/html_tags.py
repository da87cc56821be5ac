"""Which HTML elements break running text, which hold none and which must stay as they are: data, not logic."""

from __future__ import annotations

__all__ = ["BLOCK", "CODE", "HEAD_ONLY", "KINDS", "SILENT", "VOID"]


def _names(line: str) -> frozenset[str]:
    return frozenset(line.split())


BLOCK = _names(
    "address article aside audio blockquote body button canvas caption center col colgroup "
    "datalist dd details dialog dir div dl dt fieldset figcaption figure footer form frame "
    "frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe input legend li listing main "
    "menu nav object ol optgroup option p picture plaintext pre search section select source "
    "summary table tbody td textarea tfoot th thead title tr track ul video xmp"
)
SILENT = _names(
    "script style template pre textarea svg math noscript head iframe object audio video canvas "
    "xmp plaintext listing noembed noframes rt rp"
)
CODE = _names("code kbd samp var tt")
HEAD_ONLY = _names("title meta link script style base noscript template bgsound")
VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd", "option"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("caption", "figcaption", "legend", "summary"), "caption"),
    "blockquote": "quote",
}
