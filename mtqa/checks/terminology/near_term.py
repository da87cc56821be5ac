"""A suspicious phrase that is like a correct term is probably that term."""

import math
from typing import Any

from mtqa.core import Example, Finding, Findings, Segment, Severity, check

# Fitted on tortured phrases (of the fifth kept from the encoder) beside clean sentences; see the model card.
LIKE, DOUBT, BIAS, LEAST = 15.5, 0.8, -11.7, 0.62
# Under this the term is named as a hint, but no draft is rewritten with it.
PROPOSED = 0.85


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
    noted: Any = segment.notes.extra.get("near_terms", ())
    taken: list[tuple[int, int]] = []
    for near in sorted(noted, key=lambda item: -sureness(item.likeness, item.wrong)):
        sure = sureness(near.likeness, near.wrong)
        if sure < LEAST or any(near.start < end and start < near.end for start, end in taken):
            continue
        taken.append((near.start, near.end))
        found = segment.text[near.start : near.end]
        yield Finding.at(
            (near.start, near.end),
            f"“{found}” looks like a rendering of the term “{near.use}”.",
            replace=near.texts if sure >= PROPOSED else (),
            safe=False,
            because=[
                ("encoder", f"probability of an error {near.wrong:.2f}"),
                ("glossary", f"likeness to “{near.use}” {near.likeness:.2f}"),
            ],
            confidence=round(sure, 3),
        )


def sureness(likeness: float, wrong: float) -> float:
    """Join likeness and suspicion."""
    odds = math.log(max(1e-6, wrong) / max(1e-6, 1 - wrong))
    return 1 / (1 + math.exp(-(LIKE * likeness + DOUBT * odds + BIAS)))
