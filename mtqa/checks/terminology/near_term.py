"""A suspicious phrase that is like a correct term is probably that term."""

from collections.abc import Mapping
from typing import Any

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

# Chances as fitted (data/calibration.json, “near”); in a rough article a weaker one is said.
LEAST, LEAST_ROUGH = 0.8, 0.3


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
        if not near.aligned or near.sure < least:
            continue
        if any(near.start < end and start < near.end for start, end in taken):
            continue
        taken.append((near.start, near.end))
        found = segment.text[near.start : near.end]
        yield Finding.at(
            (near.start, near.end),
            f"“{found}” looks like a rendering of the term “{near.use}”.",
            replace=near.texts if near.proposed else (),
            safe=False,
            because=[
                ("encoder", f"probability of an error {near.wrong:.2f}"),
                ("glossary", f"likeness to “{near.use}” {near.likeness:.2f}"),
            ],
            confidence=round(near.sure, 3),
        )
