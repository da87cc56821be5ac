"""An entry's examples as its tests: what fires where, and what the text becomes."""

from __future__ import annotations

from collections.abc import Iterator

from mtqa.core import Example, Segment
from mtqa.glossary.forms import squeeze
from mtqa.glossary.glossary import Glossary
from mtqa.glossary.term import Match, Name, Term
from mtqa.text import tokenise
from mtqa.text.mend import replaced, segments_of

__all__ = ["failures", "silent"]


def wrong_matches(glossary: Glossary, text: str) -> list[tuple[int, int, Match]]:
    """Return the wrong forms in a text with their places in it."""
    return [
        (segment.start + match.start, segment.start + match.end, match)
        for segment in segments_of(text)
        for match in glossary.find(segment)
        if match.wrong
    ]


def failures(glossary: Glossary, entry: Term | Name) -> Iterator[str]:
    """Say what is untrue in the examples of an entry, with the remedy."""
    for number, text in enumerate(entry.bad):
        yield from _bad(glossary, entry, Example(text))
        fixed = entry.fixed[number] if number < len(entry.fixed) else None
        if fixed is None:
            yield f"“bad” has no “fixed” beside it; write what “{_short(text)}” should become."
        else:
            yield from _fixed(glossary, entry, Example(text), fixed)
    for text in (*entry.fixed, *entry.good):
        for start, end, match in wrong_matches(glossary, text):
            which = "good" if text in entry.good else "fixed"
            yield (
                f"“{text[start:end]}” in “{which}” is reported as wrong by {_who(entry, match)}; "
                f"{'narrow that form with needs or unless' if which == 'good' else 'change one'}."
            )


def _bad(glossary: Glossary, entry: Term | Name, example: Example) -> Iterator[str]:
    spans = example.spans
    if len(spans) != 1:
        yield f"“bad” must mark exactly one ⟦span⟧; it has {len(spans)}: “{_short(example.text)}”."
        return
    found = wrong_matches(glossary, example.plain)
    mine = [(start, end) for start, end, match in found if _is(match, entry)]
    twins = [(start, end) for start, end, match in found if _same_cure(match, entry)]
    if mine != spans and twins != spans:
        other = [match for start, end, match in found if start < spans[0][1] and spans[0][0] < end]
        hint = ""
        if other and not _is(other[0], entry):
            hint = f" ({_who(entry, other[0])} takes it with “{other[0].form}”)"
        fired = ", ".join(f"“{example.plain[s:e]}”" for s, e in mine) or "nothing"
        yield (
            f"“bad” should fire on “{example.plain[slice(*spans[0])]}” but fires on {fired}{hint}; "
            "mark a form listed in “not”, or mend its needs."
        )
        return
    for start, end, match in found:
        if not _is(match, entry) and not _same_cure(match, entry):
            yield f"“bad” also holds “{example.plain[start:end]}”, wrong by {_who(entry, match)}; rewrite it."


def _is(match: Match, entry: Term | Name) -> bool:
    return match.entry is entry


def _same_cure(match: Match, entry: Term | Name) -> bool:
    """Tell whether another entry takes the same words and proposes the same."""
    mine = {squeeze(form) for form in entry.accepted}
    return bool(mine & {squeeze(form) for form in match.entry.accepted})


def _fixed(glossary: Glossary, entry: Term | Name, example: Example, fixed: str) -> Iterator[str]:
    for start, end, match in wrong_matches(glossary, example.plain):
        if _is(match, entry) and [(start, end)] == example.spans:
            results = [replaced(example.plain, start, end, text) for text in match.replacements]
            if not results or results[0] != fixed:
                yield f"“fixed” should be “{results[0] if results else ''}”: that is what the fix gives."


def _who(entry: Term | Name, match: Match) -> str:
    return "this entry" if match.entry is entry else f"{match.entry.entry} ({match.entry.place})"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def silent(glossary: Glossary, entry: Term | Name) -> Iterator[str]:
    """Say which wrong forms never fire, and what keeps them quiet."""
    for form in entry.wrong:
        text = ", ".join([form, *entry.needs[:1]])
        segment = Segment(text, tokens=tokenise(text))
        found = [m for m in glossary.find(segment) if m.start == 0]
        if any(match.wrong and match.end >= len(form) for match in found):
            continue
        right = next((match for match in found if not match.wrong and match.end >= len(form)), None)
        if right is not None:
            yield f"“{form}” never fires: it is in the correct “{right.form}” ({right.entry.place})."
        elif not set(entry.unless) & set(form.split()):
            yield f"“{form}” never fires; write it in lemma form."
