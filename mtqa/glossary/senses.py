"""Words in a wrong sense: good English elsewhere, an engine's slip in an article about one field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from mtqa import __version__
from mtqa.compiled import cached, content_key
from mtqa.core import Segment
from mtqa.errors import GlossaryError
from mtqa.glossary.calquefile import parse_calques
from mtqa.glossary.glossary import Glossary
from mtqa.glossary.index import compile_records
from mtqa.glossary.term import Match, Name, Term
from mtqa.text.context import Sentence

__all__ = ["Context", "Senses", "conditions", "load_senses", "sense_files"]

# A field is that of the article where so many different words of it stand in a short text, and
# one more for every so many words of a long one.
LEAST_CUES, WORDS_A_CUE, MOST_CUES = 2, 90, 12
_VERSION = f"senses-3-{__version__}"


class Context:
    """The words of a whole article, for conditions that one sentence need not meet."""

    def __init__(self, article: Sequence[Segment]) -> None:
        self._article = article

    @cached_property
    def lemmas(self) -> frozenset[str]:
        """Every word and its lemmas."""
        forms = {
            token.form for segment in self._article for token in segment.tokens if token.is_word
        }
        found = {form.lower for form in forms}
        return frozenset(found.union(*(form.lemmas for form in forms)))

    @cached_property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(segment.words) for segment in self._article)


class Senses:
    """The wrong senses by field; a field's list is read when an article is about it."""

    def __init__(self, lists: Iterable[Path]) -> None:
        self._lists = {path.stem: path for path in lists}
        self._books: dict[str, Glossary] = {}

    @cached_property
    def cues(self) -> dict[str, frozenset[str]]:
        """The words that show each field; a list without any is for every field."""
        found = {}
        for field, path in self._lists.items():
            words = path.with_suffix(".words")
            if words.is_file():
                found[field] = frozenset(words.read_text(encoding="utf-8").split())
        return found

    def fields_of(self, context: Context, *, rough: bool = False) -> list[str]:
        """Return the fields an article is about; a rough translation needs half the signs."""
        wanted = min(MOST_CUES, LEAST_CUES + context.words // WORDS_A_CUE)
        wanted = (wanted + 1) // 2 if rough else wanted
        found = [field for field, cues in self.cues.items() if len(cues & context.lemmas) >= wanted]
        return found + [field for field in self._lists if rough and field not in self.cues]

    def book(self, field: str) -> Glossary:
        """Return the list of a field."""
        book = self._books.get(field)
        if book is None:
            path = self._lists[field]
            content = path.read_bytes()
            key = content_key(_VERSION, [path.name.encode(), content])
            data = cached(
                f"senses-{field}",
                key,
                lambda: compile_records(parse_calques(path, content)),
                records=True,
            )
            book = self._books[field] = Glossary(data, key=key)
        return book

    def find(
        self,
        segment: Segment,
        fields: Iterable[str],
        context: Context | None = None,
    ) -> list[Match]:
        """Return the longest wrong senses in order; with ``context`` the article meets conditions."""
        found = [
            match
            for field in fields
            for match in self.book(field).find_where(segment, conditions(segment, context))
            if match.wrong
        ]
        kept: list[Match] = []
        for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
            if not any(match.start < other.end and other.start < match.end for other in kept):
                kept.append(match)
        return sorted(kept, key=lambda m: m.start)


def conditions(segment: Segment, context: Context | None) -> Callable[[Term | Name], bool]:
    """Tell whether an entry's conditions hold, in the sentence or, given ``context``, the article."""
    sentence = Sentence(segment)

    def allows(entry: Term | Name) -> bool:
        if context is not None and not context.lemmas.isdisjoint(entry.needs):
            return sentence.allows((), entry.unless)
        return sentence.allows(entry.needs, entry.unless)

    return allows


def sense_files() -> list[Path]:
    """Return the shipped lists."""
    return sorted((Path(__file__).parent.parent / "lexicon" / "senses").glob("*.tsv"))


def load_senses(paths: Iterable[Path] | None = None) -> Senses:
    """Load the shipped lists, or ``paths``."""
    chosen = list(sense_files() if paths is None else paths)
    for path in chosen:
        if not path.is_file():
            raise GlossaryError("The list of senses cannot be read.", place=str(path))
    return Senses(chosen)
