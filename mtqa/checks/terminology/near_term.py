"""A suspicious phrase that is like a correct term is probably that term."""

from collections.abc import Mapping
from typing import Any

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

# Chances as fitted (data/calibration.json, “near”). In a rough article a weaker one is said; only
# above PROPOSED is a draft rewritten with the term, under it the term is named as a hint.
LEAST, LEAST_ROUGH, PROPOSED = 0.62, 0.3, 0.62


@check(
    "wrong-term",
    Severity.MAJOR,
    why="Most wrong renderings of a term are on no list, but they mean what the term means.",
    bad=Example("He was accused of ⟦bleaching of capitals⟧ and tax fraud."),
    good=[
        Example("He was accused of money laundering and tax fraud."),
        Example("The bank raised its key rate on Thursday, and shares fell."),
    ],
    languages=["en"],
    depth="standard",
)
def near_term(segment: Segment) -> Findings:
    """Report the likeliest phrase of each place; quiet where no model has run."""
    extra: Mapping[str, Any] = segment.notes.extra
    noted, share = extra.get("near_terms", ()), float(extra.get("rough", 0.0))
    least = LEAST - share * (LEAST - LEAST_ROUGH)
    taken: list[tuple[int, int]] = []
    for near in sorted(noted, key=lambda item: -item.sure):
        if near.sure < least or any(near.start < end and start < near.end for start, end in taken):
            continue
        taken.append((near.start, near.end))
        found = segment.text[near.start : near.end]
        yield Finding.at(
            (near.start, near.end),
            f"“{found}” looks like a rendering of the term “{near.use}”.",
            replace=near.texts if near.sure >= PROPOSED - share * (PROPOSED - LEAST_ROUGH) else (),
            safe=False,
            because=[
                ("encoder", f"probability of an error {near.wrong:.2f}"),
                ("glossary", f"likeness to “{near.use}” {near.likeness:.2f}"),
            ],
            confidence=round(near.sure, 3),
        )
