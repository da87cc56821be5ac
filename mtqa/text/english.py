"""English forms: what a word can be, and the form a correction must take."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from mtqa.core import WordForm

__all__ = ["indefinite_article", "inflect", "tags_of", "word_form"]

_DATA = files("mtqa") / "data" / "en"
_COMPARABLE = {"JJR", "JJS", "RBR", "RBS"}
_BASE_TAGS = {"NN", "VB", "VBP", "JJ", "RB"}
_VOWEL_SOUND = re.compile(r"[aeiou]")
_SPELT = frozenset("aefhilmnorsx")
# A letter by itself, or capitals that cannot be read as a word: MP, U.S., X-ray, but not NATO.
_SPELT_OUT = re.compile(r"[A-Z](?:-|$)|(?:[A-Z]\.){2,}|[A-Z]{2,3}s?\b|[A-Z][^AEIOU\Wa-z_]{3,}s?\b")


@cache
def _forms() -> dict[str, str]:
    """Map a form to its raw readings: ``NNS:brand VBZ:brand``."""
    text = (_DATA / "forms.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t", 1) for line in text.splitlines())


@cache
def _lines(name: str) -> tuple[str, ...]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=65536)
def word_form(lower: str) -> WordForm:
    """Look up a lower-case form; British and American spellings, regular endings guessed."""
    raw = _forms().get(lower)
    if raw is None:
        return _guess(lower)
    readings = tuple((m, t) for t, m in (item.split(":", 1) for item in raw.split(" ")))
    return _make(lower, readings)


def _make(lower: str, readings: tuple[tuple[str, str], ...]) -> WordForm:
    lemmas = frozenset(lemma for lemma, _ in readings) or frozenset((lower,))
    return WordForm(lower, readings, lemmas, frozenset(tag for _, tag in readings))


def _guess(lower: str) -> WordForm:
    """Give an unlisted form the readings of its listed stem (cyberattacks, recategorised)."""
    readings: list[tuple[str, str]] = []
    for ending, swaps, tags in _ENDINGS:
        if not lower.endswith(ending) or len(lower) < len(ending) + 3:
            continue
        for swap in swaps:
            stem = lower[: len(lower) - len(ending)] + swap
            known = _forms().get(stem, "")
            readings += [(stem, tag) for need, tag in tags if need + ":" in known]
    return _make(lower, tuple(dict.fromkeys(readings)))


_ENDINGS: tuple[tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]], ...] = (
    ("ies", ("y",), (("NN", "NNS"), ("VB", "VBZ"))),
    ("es", ("", "e"), (("NN", "NNS"), ("VB", "VBZ"))),
    ("s", ("",), (("NN", "NNS"), ("VB", "VBZ"))),
    ("ied", ("y",), (("VB", "VBD"), ("VB", "VBN"))),
    ("ed", ("", "e"), (("VB", "VBD"), ("VB", "VBN"))),
    ("ing", ("", "e"), (("VB", "VBG"),)),
)


def tags_of(word: str) -> frozenset[str]:
    """Return the Penn tags a word can have, whatever its case."""
    return word_form(word.lower()).tags


@cache
def _inflections() -> dict[tuple[str, str], str]:
    table: dict[tuple[str, str], str] = {}
    for line in (*_lines("irregular.tsv"), *_lines("preferred.tsv")):
        lemma, tag, form = line.split("\t")
        table[lemma, tag] = form
    return table


@lru_cache(maxsize=16384)
def inflect(lemma: str, tag: str) -> str:
    """Return ``lemma`` in the form a Penn tag asks for: ``inflect("agree", "VBD") == "agreed"``.

    Regular by rule; irregular forms from the table; a lemma kept as it is for base tags.
    """
    if tag in _BASE_TAGS or not lemma.isalpha():
        return lemma
    listed = _inflections().get((lemma.lower(), tag))
    if listed is not None:
        return listed
    if lemma[:1].isupper() and tag != "NNS":
        return lemma
    return _regular(lemma, tag)


def _regular(lemma: str, tag: str) -> str:
    if tag in ("NNS", "VBZ"):
        if re.search(r"(?:s|x|z|ch|sh)$", lemma):
            return lemma + "es"
        return lemma[:-1] + "ies" if re.search(r"[^aeiou]y$", lemma) else lemma + "s"
    if tag == "VBG":
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        drop = lemma.endswith("e") and not re.search(r"(?:ee|oe|ye)$", lemma)
        return (lemma[:-1] if drop else _doubled(lemma)) + "ing"
    if tag in ("VBD", "VBN"):
        return _past(lemma)
    if tag in _COMPARABLE:
        return _compared(lemma, "er" if tag.endswith("R") else "est")
    return lemma


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if re.search(r"[^aeiou]y$", lemma) else _doubled(lemma) + "ed"


def _doubled(lemma: str) -> str:
    """Double a final consonant after one short stressed vowel: stop → stopp."""
    if re.fullmatch(r"[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtz]", lemma):
        return lemma + lemma[-1]
    return lemma


def _compared(lemma: str, ending: str) -> str:
    if len(re.findall(r"[aeiouy]+", lemma)) > 2 or (
        len(lemma) > 6 and not lemma.endswith(("y", "er", "ow", "le"))
    ):
        return f"{'more' if ending == 'er' else 'most'} {lemma}"
    if lemma.endswith("e"):
        return lemma + ending[1:]
    return (lemma[:-1] + "i" if re.search(r"[^aeiou]y$", lemma) else _doubled(lemma)) + ending


@cache
def _articles() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {"a": [], "an": []}
    for line in _lines("articles.tsv"):
        article, start = line.split("\t")
        table[article].append(start)
    return {article: tuple(starts) for article, starts in table.items()}


def indefinite_article(word: str) -> str:
    """Return ``a`` or ``an`` as the sound of the following word asks.

    Letters read out (an MP, a UN vote), numbers (an 11th, a 100-year) and a table of stems
    spelt against their sound (an hour, a European, a one-off).
    """
    if word[:1].isdigit():
        return "an" if re.match(r"8|1[18](?:\D|$|\d{3}(?:\d{3})*(?!\d)|,)", word) else "a"
    if _SPELT_OUT.match(word):
        return "an" if word[0].lower() in _SPELT else "a"
    lower = word.lower()
    for article in ("an", "a"):
        if lower.startswith(_articles()[article]):
            return article
    return "an" if _VOWEL_SOUND.match(lower) else "a"
