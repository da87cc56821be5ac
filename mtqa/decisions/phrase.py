"""A correction as vocabulary: which words changed, in which part of speech, in which lemma."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mtqa.core import Token
from mtqa.text import head_index, tokenise, word_form
from mtqa.text.mend import replaced

__all__ = ["Entry", "Phrase", "entries", "is_name", "phrase_of", "widened"]

_ARTICLES = {"a", "an", "the"}
_FUNCTION = _ARTICLES | {
    "of", "in", "to", "for", "with", "on", "at", "from", "by", "about", "into", "as", "than",
    "and", "or", "but", "that", "which", "who", "this", "these", "those", "it", "its", "he",
    "his", "she", "her", "they", "their", "them", "is", "are", "was", "were", "be", "been", "has",
    "have", "had", "not", "no", "any", "some", "will", "would", "can", "could", "may", "we",
    "our", "i", "you", "your", "said", "if", "so", "there", "up", "out", "do", "did", "does",
}  # fmt: skip
_BEFORE_VERB = {"to", "will", "would", "can", "could", "may", "must", "should", "not", "they"} | {
    "we", "i", "you", "he", "she", "it", "who", "might", "shall", "did", "does", "do",
}  # fmt: skip
_CLAUSE = {"and", "or", "but", "that", "which"}
_VERB = ("VB", "VBP", "VBD", "VBN", "VBG", "VBZ")


class Phrase(NamedTuple):
    """A replacement in a sentence: ``was`` stands at ``start``–``end``, ``new`` for it."""

    sentence: str
    start: int
    end: int
    new: str

    @property
    def was(self) -> str:
        """The words of the draft."""
        return self.sentence[self.start : self.end]

    @property
    def fixed(self) -> str:
        """The sentence after the change, the "a" or "an" before it mended."""
        return replaced(self.sentence, self.start, self.end, self.new)


class Entry(NamedTuple):
    """A way of writing a correction into a glossary."""

    use: str
    wrong: str
    pos: str
    needs: tuple[str, ...] = ()


def phrase_of(sentence: str, start: int, end: int, new: str) -> Phrase | None:
    """Return the change without white space and articles that both sides share, or nothing."""
    was = sentence[start:end]
    lead = len(was) - len(was.lstrip())
    start, end = start + lead, start + len(was.rstrip())
    new = " ".join(new.split())
    was_words, new_words = sentence[start:end].split(), new.split()
    if was_words and new_words and was_words[0].lower() in _ARTICLES:
        start += sentence[start:end].index(was_words[0]) + len(was_words[0])
        start += len(sentence[start:end]) - len(sentence[start:end].lstrip())
        if new_words[0].lower() in _ARTICLES:
            new = " ".join(new_words[1:])
    phrase = Phrase(sentence, start, end, new)
    if start >= end or not new or phrase.was == new or not _has_content(phrase):
        return None
    return phrase


def _has_content(phrase: Phrase) -> bool:
    """Tell whether a word with a meaning of its own has changed, not only grammar."""
    old, fresh = (
        [token.lower for token in tokenise(text) if token.is_word]
        for text in (phrase.was, phrase.new)
    )
    if old == fresh:
        return is_name(phrase)
    meant, said = ([w for w in words if w not in _FUNCTION] for words in (old, fresh))
    return meant != said and any(word.isalpha() for word in meant)


def is_name(phrase: Phrase) -> bool:
    """Tell whether the correction is a proper name: capitals on every word that carries meaning."""
    words = [t for t in tokenise(phrase.new) if t.is_word and t.lower not in _FUNCTION]
    if not words or not all(token.text[:1].isupper() for token in words):
        return False
    first = words[0]
    at_start = phrase.start == 0 and len(words) == 1
    return not at_start or not word_form(first.lower).known


def widened(phrase: Phrase) -> Iterator[Phrase]:
    """Yield the change with a neighbour word, where it alone is a common English word."""
    tokens = list(tokenise(phrase.sentence))
    inside = [i for i, t in enumerate(tokens) if t.start >= phrase.start and t.end <= phrase.end]
    if not inside:
        return
    first, last = inside[0], inside[-1]
    if first and _joins(tokens, first - 1) and "NN" in _heads(tokens[last]):
        start = tokens[first - 1].start
        yield phrase._replace(start=start, new=phrase.sentence[start : phrase.start] + phrase.new)
    for following in range(last + 1, min(last + 3, len(tokens))):
        token = tokens[following]
        if not token.is_word or phrase.sentence[tokens[following - 1].end : token.start] != " ":
            return
        if token.lower not in _FUNCTION or token.lower == "to":
            new = phrase.new + phrase.sentence[phrase.end : token.end]
            yield phrase._replace(end=token.end, new=new)
            return


def _heads(token: Token) -> str:
    return " ".join(sorted(token.form.tags)) or "NN"


def _joins(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    spaced = tokens[at + 1].start == token.end + 1
    plain = token.is_word and token.lower not in _FUNCTION and token.text.isalpha()
    return spaced and plain and bool(token.form.tags & {"NN", "JJ", "NNS"})


def entries(phrase: Phrase) -> Iterator[Entry]:
    """Yield ways to enter the change, the most general first; the caller proves each."""
    was, new = phrase.was.split(), phrase.new.split()
    before = phrase.sentence[: phrase.start].split()
    previous = before[-1].lower() if before else ""
    for pos in _parts_of_speech(was, new, previous):
        use, wrong = _lemma(new, pos), _lemma(was, pos)
        if use and wrong:
            yield Entry(use, wrong, pos)
    yield Entry(_plain(new), _plain(was), "phrase")


def _parts_of_speech(was: list[str], new: list[str], previous: str) -> list[str]:
    found = []
    verb = all(_readings(words[0], _VERB) for words in (was, new))
    noun = all(_readings(words[head_index(words, "noun")], ("NN", "NNS")) for words in (was, new))
    if verb and (not noun or _verbal(was[0], new[0], previous)):
        found.append("verb")
    if noun:
        found.append("noun")
    if verb and "verb" not in found:
        found.append("verb")
    if len(was) == len(new) == 1:
        for pos, tags in (("adjective", ("JJ", "JJR", "JJS")), ("adverb", ("RB", "RBR", "RBS"))):
            if all(_readings(words[0], tags) for words in (was, new)):
                found.append(pos)
    return found


def _verbal(was: str, new: str, previous: str) -> bool:
    """Tell whether a form that can be noun or verb stands where a verb would."""
    if previous in _BEFORE_VERB or any(word.lower().endswith(("ed", "ing")) for word in (was, new)):
        return True
    if not previous or previous in _FUNCTION - _CLAUSE:
        return False
    return not word_form(previous).tags & {"NN", "JJ"}


def _readings(word: str, tags: tuple[str, ...]) -> list[str]:
    """Return the lemmas a form can have in these tags; an unknown word is its own noun."""
    form = word_form(word.lower().strip(".,;:"))
    found = [lemma for lemma, tag in form.readings if tag in tags]
    return found or ([word.lower()] if not form.readings and "NN" in tags else [])


def _lemma(words: list[str], pos: str) -> str:
    """Return the phrase with its head in the dictionary form."""
    head = head_index(words, pos)
    tags = {"verb": _VERB, "noun": ("NNS", "NN")}.get(pos, ("JJ", "RB", "JJR", "JJS", "RBR", "RBS"))
    lemmas = _readings(words[head], tags)
    if not lemmas:
        return ""
    plain = _plain(words).split(" ")
    if len(plain) != len(words):
        return ""
    stem, hyphen, _ = plain[head].rpartition("-")
    plain[head] = stem + hyphen + lemmas[0] if hyphen and not lemmas[0].count("-") else lemmas[0]
    return " ".join(plain)


def _plain(words: list[str]) -> str:
    """Lower what has its capital only from the place in the sentence; names keep theirs."""
    return " ".join(
        word.lower() if word_form(word.lower()).known and not word.isupper() else word
        for word in words
    )
