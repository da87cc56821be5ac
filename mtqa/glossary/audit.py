"""What `glossary check` says of data: every problem with its file, line and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtqa.errors import did_you_mean
from mtqa.glossary.cause import LANGUAGES
from mtqa.glossary.examples import failures, silent
from mtqa.glossary.forms import squeeze
from mtqa.glossary.glossary import Glossary
from mtqa.glossary.term import Name, Term

__all__ = ["Problem", "audit", "via_problem"]

_VIA = re.compile(r"(\w+) +(\S.*)")


class Problem(NamedTuple):
    """A fault in a data file: ``place`` is ``file:line``."""

    place: str
    message: str

    def __str__(self) -> str:
        """Return the line an editor can jump to."""
        return f"{self.place}: {self.message}"


def audit(glossary: Glossary) -> Iterator[Problem]:
    """Yield every problem of the loaded entries, file by file in order."""
    found = [*_contradictions(glossary.entries), *_entries(glossary)]
    yield from sorted(set(found), key=_order)


def _order(problem: Problem) -> tuple[str, int, str]:
    path, _, line = problem.place.rpartition(":")
    return path, int(line) if line.isdigit() else 0, problem.message


def _entries(glossary: Glossary) -> Iterator[Problem]:
    for entry in glossary.entries:
        for message in (*_form(entry), *failures(glossary, entry), *silent(glossary, entry)):
            yield Problem(entry.place, f"{entry.use}: {message}")


def _form(entry: Term | Name) -> Iterator[str]:
    if isinstance(entry, Term) and entry.wrong and not _listed(entry):
        for key, value in (("via", entry.via), ("bad", entry.bad), ("fixed", entry.fixed)):
            if not value:
                yield f"it lists wrong forms but no “{key}”; add it."
    for cause in entry.via.split(";"):
        if cause.strip():
            yield from via_problem(cause.strip())
    if len(entry.fixed) > len(entry.bad):
        yield "it has more “fixed” than “bad”; pair them."
    repeated = {form for form in entry.wrong if entry.wrong.count(form) > 1}
    repeated |= {form for form in entry.also if entry.also.count(form) > 1 or form == entry.use}
    for form in sorted(repeated):
        yield f"“{form}” is listed twice; delete one."


def via_problem(cause: str) -> Iterator[str]:
    """Say what is wrong with one cause: ``fr marque: mark, brand, make``."""
    match = _VIA.match(cause)
    if match is None or match.group(1) not in LANGUAGES:
        word = cause.split(" ")[0]
        yield (
            f"the cause “{cause}” must start with a language code{did_you_mean(word, LANGUAGES)} "
            "and a pivot word, as in “fr marque: mark, brand”."
        )


def _contradictions(entries: Sequence[Term | Name]) -> Iterator[Problem]:
    right: dict[str, Term | Name] = {}
    for entry in entries:
        for form in entry.accepted:
            key = _key(entry, form)
            other = right.setdefault(key, entry)
            again = other is not entry and form == entry.use == other.use
            if again and _same_kind(entry, other) and not _listed(entry) and not _listed(other):
                yield Problem(
                    entry.place,
                    f"{entry.use}: it is entered again; {other.place} has it. Merge the two.",
                )
    wrong: dict[str, Term | Name] = {}
    for entry in entries:
        for form in entry.wrong:
            yield from _against(entry, form, right.get(_key(entry, form)))
            other = wrong.setdefault(_key(entry, form), entry)
            shared = {squeeze(right) for right in entry.accepted}
            shared &= {squeeze(right) for right in other.accepted}
            if other is not entry and not (other.needs or entry.needs or shared):
                yield Problem(
                    entry.place,
                    f"{entry.use}: “{form}” is also a wrong form of “{other.use}” ({other.place}); "
                    "give one of them needs, or keep it in one.",
                )


def _against(entry: Term | Name, form: str, other: Term | Name | None) -> Iterator[Problem]:
    if other is None or (entry.needs and other is not entry) or entry.needs:
        return
    if isinstance(entry, Name) and any(form != right for right in other.accepted):
        same = [right for right in other.accepted if right == form]
        if not same:
            return
    where = "of its own" if other is entry else f"at {other.place}"
    yield Problem(
        entry.place,
        f"{entry.use}: “{form}” is wrong here but an accepted form {where}; "
        "delete it from one, or give “needs”.",
    )


def _key(entry: Term | Name, form: str) -> str:
    return ("n:" if isinstance(entry, Name) else "t:") + squeeze(form)


def _listed(entry: Term | Name) -> bool:
    """Tell whether the entry is a line of a calque list, which has no examples."""
    return entry.path.endswith(".tsv")


def _same_kind(one: Term | Name, two: Term | Name) -> bool:
    if isinstance(one, Term) and isinstance(two, Term):
        return one.pos == two.pos
    return isinstance(one, Name) and isinstance(two, Name)
