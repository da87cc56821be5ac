"""Errors of grammar and order that a pivot language leaves in English, put into clean sentences."""

import itertools
import random
import re

from training.corrupt import Corrupter
from training.pieces import Kind, Piece, match_case, mend_articles

PREPOSITIONS = {
    "in": "on at to into of",
    "on": "in of about over",
    "at": "in to on",
    "to": "at for of in until",
    "for": "by to of in",
    "of": "from for in to about",
    "with": "of by to",
    "by": "for of from with",
    "from": "of by since",
    "about": "on of over",
    "into": "in",
    "during": "for in",
    "over": "on about",
    "since": "from for",
    "between": "among",
    "until": "to",
}
PRONOUNS = {
    "its": "his her their",
    "it": "he she",
    "his": "its her",
    "her": "its his",
    "he": "it",
    "she": "it",
    "they": "these",
    "who": "which what",
    "which": "who what",
    "that": "what who",
    "their": "its his",
    "him": "it",
    "them": "him",
    "himself": "itself",
    "itself": "himself",
    "no": "any",
    "such": "so",
    "other": "another",
    "many": "much",
    "where": "which",
    "as": "like how",
    "also": "equally too",
    "than": "that",
    "so": "like",
    "more": "most",
    "some": "any",
    "since": "for",
}
UNCOUNTABLE = set(
    "information advice evidence equipment research progress news knowledge furniture damage staff aid software traffic "
    "legislation help work training violence safety health support access growth weather luggage homework money".split()
)
SUBJECTS = {"he", "she", "it", "they", "we", "who", "which", "that", "i", "you"}


def corrupt_grammar(pieces: list[Piece], tool: Corrupter) -> bool:
    """Apply one error of a randomly chosen sort; try the others where it finds no place."""
    sorts = list(SORTS)
    tool.chance.shuffle(sorts)
    for sort in sorts:
        if sort(pieces, tool):
            mend_articles(pieces)
            return True
    return False


def _pick(pieces: list[Piece], chance: random.Random, wanted: set[str]) -> int | None:
    places = [
        i for i, piece in enumerate(pieces) if piece.text.lower() in wanted and not piece.kind
    ]
    return chance.choice(places) if places else None


def swap_small_word(pieces: list[Piece], tool: Corrupter) -> bool:
    """Wrong preposition or pronoun."""
    table = tool.chance.choice((PREPOSITIONS, PREPOSITIONS, PRONOUNS))
    place = _pick(pieces, tool.chance, set(table))
    if place is None:
        return False
    old = pieces[place].text
    pieces[place] = Piece(
        match_case(tool.chance.choice(table[old.lower()].split()), old), Kind.REPLACE
    )
    return True


def add_article(pieces: list[Piece], tool: Corrupter) -> bool:
    """`the` before a plural, an abstract noun, a name or a year that takes none."""
    words = [i for i, piece in enumerate(pieces) if piece.is_word]
    places = [
        i
        for before, i in itertools.pairwise(words)
        if pieces[before].text.lower()
        in {
            "in",
            "of",
            "for",
            "with",
            "by",
            "and",
            "to",
            "from",
            "on",
            "about",
            "against",
            "between",
        }
        and len(pieces[i].text) > 3
        and pieces[i].text.lower() not in PRONOUNS
        and not pieces[i].text[0].isdigit()
        and "noun" in tool.net.parts.get(pieces[i].text.lower(), {"noun": 1})
    ]
    if not places:
        return False
    pieces.insert(place := tool.chance.choice(places), Piece(" "))
    pieces.insert(place, Piece("the", Kind.DELETE))
    return True


def drop_word(pieces: list[Piece], tool: Corrupter) -> bool:
    """Lose an article, a preposition or a subject; the word after it says that something is missing."""
    place = _pick(
        pieces,
        tool.chance,
        {"the", "a", "an", "it", "of", "to", "for", "been", "that", "is", "was", "he", "they"},
    )
    if place is None or place == 0 or place + 2 >= len(pieces) or not pieces[place + 2].is_word:
        return False
    del pieces[place : place + 2]
    pieces[place].kind = pieces[place].kind or Kind.MISSING
    return True


def take_apart(pieces: list[Piece], tool: Corrupter) -> bool:
    """`telephone numbers` → `numbers of telephone`; `economic crisis` → `crisis economic`."""
    places = []
    for i in range(len(pieces) - 2):
        one, gap, other = pieces[i : i + 3]
        if (
            gap.text == " "
            and one.text.islower()
            and other.text.islower()
            and len(one.text) > 3
            and len(other.text) > 3
        ):
            parts, after = tool.net.parts.get(one.text, {}), _main_part(tool, other.text)
            if after == "noun" and max(parts, key=parts.__getitem__, default="") in {"noun", "adj"}:
                places.append(i)
    if not places:
        return False
    i = tool.chance.choice(places)
    one, other = pieces[i].text, pieces[i + 2].text
    is_noun = _main_part(tool, one) == "noun"
    order = [other, "of", one] if is_noun and tool.chance.random() < 0.85 else [other, one]
    new = [part for word in order for part in (Piece(word, Kind.REORDER), Piece(" "))]
    pieces[i : i + 3] = new[:-1]
    return True


def _main_part(tool: Corrupter, word: str) -> str:
    lemma, part, _ = tool.analyse(word, "of")
    return part if lemma in tool.net.parts else ""


def change_form(pieces: list[Piece], tool: Corrupter) -> bool:
    """Wrong form of a verb or number of a noun; uncountable nouns take an s."""
    places = [
        i
        for i, piece in enumerate(pieces)
        if piece.text.islower() and piece.text.isalpha() and len(piece.text) > 3
    ]
    tool.chance.shuffle(places)
    for i in places:
        word = pieces[i].text
        before = next((p.text.lower() for p in reversed(pieces[:i]) if not p.text.isspace()), "")
        lemma, part, tag = tool.analyse(word, before)
        forms = {"noun": ["NN", "NNS"], "verb": ["VB", "VBG", "VBD", "VBZ", "VBN"]}.get(part, [])
        if lemma in UNCOUNTABLE and part == "noun":
            new = lemma + "s"
        elif tag in forms:
            new = tool.inflect(lemma, tool.chance.choice([form for form in forms if form != tag]))
        else:
            continue
        if new != word:
            pieces[i] = Piece(new, Kind.INFLECT)
            return True
    return False


def change_verb_pattern(pieces: list[Piece], tool: Corrupter) -> bool:
    """`to reduce` → `of reducing`, `reducing` or `reduce`; `by reducing` → `by to reduce`."""
    places = []
    for i in range(len(pieces) - 2):
        if (
            pieces[i].text == "to"
            and pieces[i + 2].text.islower()
            and tool.analyse(pieces[i + 2].text, "to")[1:] == ("verb", "VB")
        ):
            places.append(i)
    if not places:
        return False
    i = tool.chance.choice(places)
    verb = pieces[i + 2].text
    style = tool.chance.choice(("of", "for", "bare", "ing"))
    if style == "bare":
        pieces[i : i + 2] = []
        pieces[i].kind = Kind.INFLECT
        return True
    form = Piece(tool.inflect(verb, "VBG"), Kind.INFLECT)
    pieces[i : i + 3] = [form] if style == "ing" else [Piece(style, Kind.REPLACE), Piece(" "), form]
    return True


def change_capitals(pieces: list[Piece], tool: Corrupter) -> bool:
    """Lower a word of a name, or raise a common one, as true-casing does."""
    inside = [
        i for i, piece in enumerate(pieces) if i > 1 and piece.is_word and len(piece.text) > 3
    ]
    names = [i for i in inside if re.fullmatch(r"[A-Z][a-z]+", pieces[i].text)]
    plain = [i for i in inside if pieces[i].text.islower()]
    places = names if names and tool.chance.random() < 0.75 else plain
    if not places:
        return False
    piece = pieces[tool.chance.choice(places)]
    piece.text, piece.kind = piece.text[0].swapcase() + piece.text[1:], Kind.CASE
    return True


def shift_tense(pieces: list[Piece], tool: Corrupter) -> bool:
    """`said` → `has said` after a subject pronoun or name with a date's past tense; `will go` → `goes to go`."""
    for i in range(2, len(pieces)):
        word = pieces[i].text
        if (
            word.islower()
            and pieces[i - 2].text.lower() in SUBJECTS
            and tool.analyse(word, "he")[2] == "VBD"
        ):
            past = tool.inflect(tool.analyse(word, "he")[0], "VBN")
            if tool.chance.random() < 0.3:
                pieces[i : i + 1] = [
                    Piece("has", Kind.INFLECT),
                    Piece(" "),
                    Piece(past, Kind.INFLECT),
                ]
                return True
    return False


SORTS = (swap_small_word, swap_small_word, add_article, drop_word, take_apart, take_apart, change_form, change_form,
         change_verb_pattern, change_capitals, shift_tense)  # fmt: skip
