"""A sentence or quotation must not be left in the source language."""

from functools import cache
from importlib.resources import files

from mtqa.core import Example, Finding, Findings, Segment, Severity, Span, Token, check
from mtqa.text import word_list

LEAST_WORDS = 7
CERTAIN = 0.95
NAMES = {"fr": "French", "es": "Spanish", "de": "German", "it": "Italian", "pt": "Portuguese"}


@check(
    "untranslated",
    Severity.MAJOR,
    why="The engine copied a stretch of the source instead of rendering it.",
    bad=Example("⟦Le président a déclaré que la situation était très grave dans tout le pays.⟧"),
    good=[
        Example("The coup d'état de facto ended the ancien régime in Rio de Janeiro and La Paz."),
        Example("Real Madrid, Paris Saint-Germain, Borussia Mönchengladbach and Juventus won."),
    ],
    languages=["en"],
)
def untranslated_text(segment: Segment) -> Findings:
    """Ask the language detector, seeded, about stretches with next to no English words."""
    for span in _suspects(segment):
        language, sure = _detect(segment.text[span.start : span.end])
        if language != "en" and sure >= CERTAIN:
            name = NAMES.get(language, language)
            yield Finding.at(
                span,
                f"Left untranslated ({name}).",
                because=[("langdetect", f"{language} {sure:.2f}")],
            )


def _suspects(segment: Segment) -> list[Span]:
    spans = [Span(0, len(segment.text))]
    for quote in segment.quoted:
        spans.append(quote)
    found: list[Span] = []
    for span in spans:
        words = [
            t for t in segment.tokens if t.is_word and t.start >= span.start and t.end <= span.end
        ]
        covered = any(other.contains(span) for other in found)
        if not covered and len(words) >= LEAST_WORDS and _hardly_english(words):
            found.append(span)
    return found


def _hardly_english(words: list[Token]) -> bool:
    common = sum(token.lower in function_words() for token in words)
    capitals = sum(token.text[0].isupper() or token.text[0].isdigit() for token in words)
    known = sum(token.form.known for token in words)
    return max(common * 10, known * 2 - 1) < len(words) and capitals * 2 < len(words)


@cache
def function_words() -> frozenset[str]:
    """English function words that other languages do not write."""
    text = (files("mtqa") / "data" / "en" / "closed.tsv").read_text(encoding="utf-8")
    words = {line.split("\t")[0] for line in text.splitlines() if line and line[0] != "#"}
    return frozenset(words) - word_list("ambiguous_function_words")


@cache
def _factory() -> object:
    import langdetect

    langdetect.DetectorFactory.seed = 0
    return langdetect


def _detect(text: str) -> tuple[str, float]:
    module = _factory()
    try:
        best = module.detect_langs(text[:2000])[0]  # type: ignore[attr-defined]
    except Exception:
        # langdetect raises its own error on text without letters: nothing to judge there.
        return "en", 0.0
    return str(best.lang), float(best.prob)
