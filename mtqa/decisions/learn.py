"""Decisions turned into knowledge: proposed entries, each proved on its own sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mtqa.core import Segment
from mtqa.decisions.phrase import Phrase, entries, is_name, phrase_of
from mtqa.decisions.prove import NO_CAUSE, name_entry, term_entry
from mtqa.decisions.record import Decision, Record
from mtqa.decisions.refused import Refused
from mtqa.glossary import Glossary, Name, Term
from mtqa.glossary.audit import via_problem
from mtqa.text import tokenise

__all__ = ["Learned", "learn"]

_NOT_VOCABULARY = ("design/", "locale/")


@dataclass(slots=True)
class Learned:
    """What a set of decisions teaches, and what it does not, with the reasons."""

    terms: list[Term] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    refused: list[tuple[Refused, str]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    confirmed: int = 0
    tally: dict[str, Counter[str]] = field(default_factory=dict)


def learn(records: Iterable[Record], known: Glossary) -> Learned:
    """Return the proposals; ``known`` is the knowledge in force, the house's own included."""
    learned = Learned()
    decisions = [decision for record in records for decision in record.decisions]
    disputed = _disputes(decisions, learned)
    for decision in decisions:
        if decision.entry and decision.kind != "none":
            learned.tally.setdefault(decision.entry, Counter())[decision.kind] += 1
        if _key(decision) in disputed or decision.kind == "none":
            continue
        if decision.kind in ("accept", "rewrite"):
            _learn_correction(decision, known, learned)
        else:
            _learn_refusal(decision, known, learned)
    learned.terms = _joined(learned.terms)
    learned.names = _joined(learned.names)
    return learned


def _key(decision: Decision) -> str:
    return " ".join(decision.was.casefold().split())


def _disputes(decisions: Sequence[Decision], learned: Learned) -> set[str]:
    """Return the wordings that were corrected in two ways, or corrected here and refused there."""
    said: dict[str, set[str]] = {}
    for decision in decisions:
        if decision.kind in ("accept", "rewrite"):
            said.setdefault(_key(decision), set()).add(f"“{(decision.text or '').casefold()}”")
        elif decision.kind in ("refuse", "ignore", "right"):
            said.setdefault(_key(decision), set()).add("left as it is")
    disputed = {key for key, answers in said.items() if len(answers) > 1}
    for key in sorted(disputed):
        learned.conflicts.append(
            f"“{key}” was decided differently: {', '.join(sorted(said[key]))}."
        )
    return disputed


def _learn_refusal(decision: Decision, known: Glossary, learned: Learned) -> None:
    refusal = Refused(decision.check, decision.was, decision.entry)
    if not any(char.isalnum() for char in refusal.text):
        learned.skipped.append(
            f"“{decision.was}” ({decision.check}) was refused, but has no word to know it by again."
        )
        return
    if all(item != refusal for item, _ in learned.refused):
        learned.refused.append((refusal, decision.sentence))
    if decision.kind != "right":
        return
    phrase = Phrase(decision.sentence, decision.start, decision.end, decision.was)
    if is_name(phrase):
        learned.names.append(Name(decision.was))
        return
    entry = next(entries(phrase))
    if not any(entry.use in term.accepted for term in known.terms):
        learned.terms.append(Term(entry.use, pos=entry.pos, good=(decision.sentence,)))


def _learn_correction(decision: Decision, known: Glossary, learned: Learned) -> None:
    label = f"“{decision.was}” → “{decision.text or ''}”"
    if decision.check.startswith(_NOT_VOCABULARY):
        return
    phrase = _phrase(decision)
    if phrase is None:
        learned.skipped.append(f"{label}: grammar or spacing, not vocabulary.")
        return
    if _is_known(phrase, known):
        learned.confirmed += 1
        return
    contrary = _accepted_at(phrase, known)
    if contrary is not None:
        learned.conflicts.append(f"{label}: “{phrase.was}” is a correct form ({contrary.place}).")
        return
    entry = name_entry(phrase) if is_name(phrase) else term_entry(phrase, _via(decision))
    if entry is None:
        learned.skipped.append(f"{label}: no entry finds this in its sentence and puts it right.")
    elif isinstance(entry, Name):
        learned.names.append(entry)
    else:
        learned.terms.append(entry)


def _phrase(decision: Decision) -> Phrase | None:
    """Return the change in its sentence; a rewrite also replaced the "a" before the words."""
    text = decision.text or ""
    if decision.kind == "rewrite" and decision.change is not None:
        extra = len(decision.change.was) - (decision.end - decision.start)
        if extra > 0 and decision.change.was.endswith(decision.was):
            start = decision.start - extra
            return phrase_of(decision.sentence, max(0, start), decision.end, text)
    return phrase_of(decision.sentence, decision.start, decision.end, text)


def _segment(text: str) -> Segment:
    return Segment(text, tokens=tokenise(text))


def _is_known(phrase: Phrase, known: Glossary) -> bool:
    return any(
        match.wrong and match.start <= phrase.start and phrase.end <= match.end
        and phrase.new.casefold() in [text.casefold() for text in match.replacements]
        for match in known.find(_segment(phrase.sentence))
    )  # fmt: skip


def _accepted_at(phrase: Phrase, known: Glossary) -> Term | Name | None:
    for match in known.accepted(_segment(phrase.sentence)):
        if (match.start, match.end) == (phrase.start, phrase.end):
            return match.entry
    return None


def _via(decision: Decision) -> str:
    causes = [
        part.strip()
        for _, detail in decision.evidence
        for part in detail.split(";")
        if part.strip() and not list(via_problem(part.strip()))
    ]
    return "; ".join(dict.fromkeys(causes)) or NO_CAUSE


def _joined(found: list[Any]) -> list[Any]:
    """Make one entry of those with the same correct form."""
    joined: dict[tuple[str, str], Any] = {}
    for entry in found:
        key = (entry.use, getattr(entry, "pos", "name"))
        other = joined.get(key)
        if other is None:
            joined[key] = entry
        elif set(entry.wrong) - set(other.wrong) and entry.needs == other.needs:
            joined[key] = replace(
                other,
                wrong=(*other.wrong, *entry.wrong),
                bad=(*other.bad, *entry.bad),
                fixed=(*other.fixed, *entry.fixed),
            )
    return list(joined.values())
