"""Entries for a correction, each proved: it must find the words where they stood and put them right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtqa.decisions.phrase import Entry, Phrase, entries, widened
from mtqa.glossary import Name, Term
from mtqa.glossary.examples import failures
from mtqa.glossary.load import glossary_of
from mtqa.text import tokenise, word_form

__all__ = ["NO_CAUSE", "name_entry", "term_entry"]

NO_CAUSE = "en house correction"
_MOST_NEEDS = 4


def name_entry(phrase: Phrase) -> Name | None:
    """Return the name: damaged spellings, or a capital that was lost; nothing if it is not found."""
    lowered = phrase.was == phrase.new.lower()
    name = Name(
        phrase.new,
        wrong=() if lowered else (phrase.was,),
        lower=lowered,
        via=NO_CAUSE,
        bad=(_marked(phrase),),
        fixed=(phrase.fixed,),
        domain="house",
    )
    return name if _proved(name) else None


def term_entry(phrase: Phrase, via: str) -> Term | None:
    """Return the most general term that finds the words where they stood and puts them right."""
    for candidate, needs in _candidates(phrase):
        for entry in entries(candidate):
            term = _made(candidate, entry._replace(needs=needs), via)
            if _proved(term):
                return term
    return None


def _candidates(phrase: Phrase) -> Iterator[tuple[Phrase, tuple[str, ...]]]:
    words = [token for token in tokenise(phrase.was) if token.is_word]
    if len(words) > 1 or not word_form(words[0].lower).known:
        yield phrase, ()
        return
    for wider in widened(phrase):
        yield wider, ()
    yield phrase, _needs(phrase)


def _needs(phrase: Phrase) -> tuple[str, ...]:
    """Return the nearest words with a meaning: what the sentence is about."""
    tokens = [
        t for t in tokenise(phrase.sentence) if t.is_word and len(t.text) > 4 and t.text.isalpha()
    ]
    others = [t for t in tokens if t.end <= phrase.start or t.start >= phrase.end]
    near = sorted(others, key=lambda t: min(abs(t.start - phrase.end), abs(phrase.start - t.end)))
    lemmas = [
        min(t.form.lemmas) for t in near if t.form.tags & {"NN", "NNS", "VB"} or not t.form.tags
    ]
    return tuple(dict.fromkeys(lemmas))[:_MOST_NEEDS]


def _made(phrase: Phrase, entry: Entry, via: str) -> Term:
    return Term(
        entry.use,
        wrong=(entry.wrong,),
        pos=entry.pos,
        via=via,
        needs=entry.needs,
        bad=(_marked(phrase),),
        fixed=(phrase.fixed,),
        domain="house",
    )


def _marked(phrase: Phrase) -> str:
    text = phrase.sentence
    return f"{text[: phrase.start]}⟦{phrase.was}⟧{text[phrase.end :]}"


def _proved(entry: Term | Name) -> bool:
    record: dict[str, Any] = {
        "type": "term" if isinstance(entry, Term) else "name",
        "use": entry.use,
        "not": list(entry.wrong),
        "needs": list(entry.needs),
        "bad": list(entry.bad),
        "fixed": list(entry.fixed),
        "pos": entry.pos if isinstance(entry, Term) else "name",
        "lower": isinstance(entry, Name) and entry.lower,
    }
    glossary = glossary_of([record])
    return not list(failures(glossary, glossary.entries[0]))
