"""Put an engine's errors into clean sentences: pivot siblings, word order, small words, forms, capitals."""

import random
from collections import Counter
from dataclasses import dataclass

from lemminflect import getAllInflections, getAllLemmas, getInflection

from training.pieces import Kind, Piece, match_case, mend_articles
from training.wordnet import WordNet

PART = {"NOUN": "noun", "VERB": "verb", "ADJ": "adj", "ADV": "adv"}
STOP = set(
    "be have do can will would should could may might must not no and or but if so as than then more most very "
    "one two three new such other own same many much some any all each every both few this that these those".split()
)


@dataclass(slots=True)
class Corrupter:
    """The tables a corruption draws from."""

    net: WordNet
    siblings: dict[tuple[str, str], Counter[str]]
    counts: Counter[str]
    chance: random.Random

    def swap_siblings(self, pieces: list[Piece], how_many: int) -> bool:
        """Replace content words by a sibling in the same form; false where nothing could be replaced."""
        places = [
            i for i, piece in enumerate(pieces) if piece.text.isalpha() and len(piece.text) > 2
        ]
        self.chance.shuffle(places)
        done = 0
        for place in places:
            piece = pieces[place]
            if piece.text[0].isupper() and place:
                continue
            new = self._sibling(piece.text, _before(pieces, place))
            if new:
                piece.text, piece.kind = match_case(new, piece.text), Kind.REPLACE
                done += 1
            if done == how_many:
                break
        mend_articles(pieces)
        return done > 0

    def _sibling(self, word: str, before: str) -> str | None:
        lemma, part, tag = self.analyse(word.lower(), before)
        options = self.siblings.get((lemma, part))
        if not options or lemma in STOP:
            return None
        names = [name for name in options if self.net.parts[name].get(part, 0) >= 2] or list(
            options
        )
        weights = [options[name] ** 0.5 * (self.counts[name] + 1) ** 0.6 for name in names]
        return self.inflect(self.chance.choices(names, weights)[0], tag)

    def analyse(self, word: str, before: str) -> tuple[str, str, str]:
        """Guess lemma, part of speech and form from a dictionary and the word before."""
        lemmas = getAllLemmas(word)
        best, score = (word, "", ""), -1.0
        for upos, forms in lemmas.items():
            part = PART.get(upos)
            if part is None:
                continue
            lemma = forms[0]
            value = float(self.net.parts[lemma].get(part, 0)) if lemma in self.net.parts else 0.0
            value *= _fit(part, before)
            if value > score:
                best, score = (lemma, part, _tag(lemma, upos, word)), value
        return best

    def inflect(self, phrase: str, tag: str) -> str:
        """Put a sibling (of one or two words) into the form of the word it replaces."""
        words = phrase.split()
        place = 0 if tag.startswith("V") else -1
        forms = getInflection(words[place], tag) if tag else ()
        if forms:
            words[place] = forms[0]
        return " ".join(words)


def _before(pieces: list[Piece], place: int) -> str:
    for piece in reversed(pieces[:place]):
        if not piece.text.isspace():
            return piece.text.lower()
    return ""


def _fit(part: str, before: str) -> float:
    if before in {
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "of",
        "this",
        "that",
        "no",
    }:
        return {"noun": 4.0, "adj": 3.0, "verb": 0.02, "adv": 0.2}[part]
    if before in {
        "to",
        "will",
        "would",
        "can",
        "could",
        "must",
        "may",
        "might",
        "should",
        "not",
        "they",
        "we",
        "i",
    }:
        return {"verb": 6.0, "noun": 0.5, "adj": 0.5, "adv": 1.0}[part]
    if before in {"he", "she", "it", "who", "which"}:
        return {"verb": 8.0, "noun": 0.1, "adj": 0.2, "adv": 1.0}[part]
    return 1.0


def _tag(lemma: str, upos: str, word: str) -> str:
    for tag, forms in getAllInflections(lemma, upos=upos).items():
        if word in forms:
            return tag
    return ""
