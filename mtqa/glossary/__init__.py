"""Correct terms and names: the file formats and the inflecting matcher."""

from mtqa.glossary.glossary import Glossary
from mtqa.glossary.load import STYLES, load_glossaries, shipped_files
from mtqa.glossary.senses import Context, Senses, load_senses
from mtqa.glossary.term import Match, Name, Term

__all__ = [
    "STYLES",
    "Context",
    "Glossary",
    "Match",
    "Name",
    "Senses",
    "Term",
    "load_glossaries",
    "load_senses",
    "shipped_files",
]
