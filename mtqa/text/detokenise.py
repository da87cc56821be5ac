"""Joining what corpus tokenisers took apart, so that text can be judged as text."""

from __future__ import annotations

import re

__all__ = ["detokenise"]

_STEPS = (
    (re.compile(r"``\s*|\s*''"), '"'),
    (re.compile(r"\s+([.,;:!?%)\]}…»])"), r"\1"),
    (re.compile(r"([(\[{«$£€])\s+"), r"\1"),
    (re.compile(r"\s+([nN]['’]t|['’](?:s|S|re|ve|ll|d|m))\b"), r"\1"),
    (re.compile(r"\s*@-@\s*"), "-"),
    (re.compile(r'"\s+([^"]*?)\s+"'), r'"\1"'),
    (re.compile(r"\s{2,}"), " "),
)


def detokenise(text: str) -> str:
    """Return a tokenised sentence with its usual spaces; quotes are paired left to right."""
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text.strip()
