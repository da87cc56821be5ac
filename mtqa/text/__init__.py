"""Pure functions on strings: sentences, words, casing, lemmas and inflection."""

from mtqa.text.casing import capitalise, is_title, match_case
from mtqa.text.english import indefinite_article, inflect, tags_of, word_form
from mtqa.text.lists import word_list
from mtqa.text.phrase import head_index, reinflect
from mtqa.text.sentences import split_sentences
from mtqa.text.words import count_words, fold, tokenise

__all__ = [
    "capitalise",
    "count_words",
    "fold",
    "head_index",
    "indefinite_article",
    "inflect",
    "is_title",
    "match_case",
    "reinflect",
    "split_sentences",
    "tags_of",
    "tokenise",
    "word_form",
    "word_list",
]
