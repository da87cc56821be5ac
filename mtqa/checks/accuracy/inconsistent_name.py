"""A name must be spelled one way throughout an article."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mtqa.checks.accuracy._near import Place, capitalised, one_slip, same_person
from mtqa.core import Example, Finding, Findings, Segment, Severity, check
from mtqa.glossary import Glossary, Match, Name
from mtqa.text import fold

USUAL = 2


@check(
    "entity",
    Severity.MINOR,
    why="Engines transliterate the same name anew in each sentence: Zelensky, Zelenskyy.",
    bad=[
        Example(
            "Kyiv was quiet. Trains left Kyiv on time. ⟦Kiev⟧ slept.",
            fixed="Kyiv was quiet. Trains left Kyiv on time. Kyiv slept.",
        ),
        Example(
            "Lindqvist won. Then Lindqvist spoke, and ⟦Lindqivst⟧ left.",
            fixed="Lindqvist won. Then Lindqvist spoke, and Lindqvist left.",
        ),
    ],
    good=[
        Example("Boris Johnson spoke. Johnson left. Mark Johnston replied. The Johnsons agreed."),
        Example("Iran and Iraq. The Iranian and Iraqi ministers met in Tehran and in Baghdad."),
    ],
    languages=["en"],
)
def inconsistent_name(article: Sequence[Segment], glossary: Glossary) -> Findings:
    """Report the rarer of two accepted spellings, and one slip from a name of the article."""
    yield from _mixed(article, glossary)
    yield from _slips(article, glossary)


def _mixed(article: Sequence[Segment], glossary: Glossary) -> Iterator[Finding]:
    seen: dict[str, tuple[Name, dict[str, list[tuple[Segment, Match]]]]] = {}
    for segment in article:
        for match in glossary.accepted(segment):
            name = match.entry
            if isinstance(name, Name) and len(name.accepted) > 1:
                forms = seen.setdefault(name.entry, (name, {}))[1]
                forms.setdefault(match.form, []).append((segment, match))
    for name, forms in seen.values():
        if len(forms) < 2:
            continue
        house = name.spelling(glossary.style)
        usual = max(forms, key=lambda form: (len(forms[form]), form == house))
        for form, places in forms.items():
            if form != usual and _rivals(form, usual):
                for segment, match in places:
                    yield _finding(
                        segment, match.start, match.end, usual, name.entry, len(forms[usual])
                    )


def _rivals(one: str, other: str) -> bool:
    """Tell whether two accepted forms are spellings of one another, not a name and its short form."""
    if one.isupper() or other.isupper() or len(one.split()) != len(other.split()):
        return False
    return fold(one)[:1] == fold(other)[:1] and abs(len(one) - len(other)) <= 3


def _slips(article: Sequence[Segment], glossary: Glossary) -> Iterator[Finding]:
    words = capitalised(article)
    known, every = _listed_names(glossary)
    for text, places in words.items():
        if text in every or len(places) > 1:
            continue
        usual = [
            other
            for other in words
            if len(words[other]) >= USUAL
            and one_slip(text, other)
            and same_person(places, words[other])
        ]
        listed = (
            []
            if usual or not _alone(places[0])
            else [name for name in known.get(text[:1], ()) if one_slip(text, name)]
        )
        for right in (usual or sorted(listed))[:1]:
            token = places[0].token
            count = len(words.get(right, ()))
            yield _finding(places[0].segment, token.start, token.end, right, right, count)


@lru_cache(maxsize=4)
def _listed_names(glossary: Glossary) -> tuple[dict[str, list[str]], frozenset[str]]:
    """Return the known names but people's by first letter, and every word of any name."""
    names = glossary.names
    known: dict[str, list[str]] = {}
    for form in {form for name in names for form in name.accepted if name.kind != "person"}:
        known.setdefault(form[:1], []).append(form)
    words = (word for name in names for form in name.accepted for word in form.split())
    return known, frozenset(words)


def _alone(place: Place) -> bool:
    """Tell whether the word stands by itself, as a place or a news agency does."""
    tokens, after = place.segment.tokens, place.at + 1
    following = tokens[after].text if after < len(tokens) else "."
    return not place.given and not following[0].isupper()


def _finding(segment: Segment, start: int, end: int, right: str, entry: str, count: int) -> Finding:
    found = segment.text[start:end]
    times = (
        f"; the article writes “{right}” {count} times"
        if count > 1
        else f"; “{right}” is the known name"
    )
    if count == 1:
        times = f"; the article also writes “{right}”"
    return Finding.at(
        (start, end),
        f"“{found}” looks like another spelling of a name{times}.",
        replace=right,
        because=[("names", f"{right}, {count} times in this article" if count else right)],
        segment=segment.index,
        entry=entry,
    )
