"""Plant typographic and grammatical slips of known place in clean sentences.

    zcat sentences.txt.gz | python scripts/plant.py FOLDER

Round trips through an engine do not show what lost tags, detokenisers and truecasers do to a
text, so the checks of such slips are measured on planted ones: every third sentence gets one.
Writes articles of 100 sentences with answer keys; seeded, so that each run gives the same.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path

from mtqa.text import indefinite_article
from mtqa.text.detokenise import detokenise

EVERY, SENTENCES = 3, 100
CHECKS = [
    "design/doubled-punctuation",
    "design/doubled-word",
    "design/glued-words",
    "design/invisible-characters",
    "design/missing-space",
    "design/mojibake",
    "design/space-before-punctuation",
    "design/spaced-hyphen",
    "design/stray-markup",
    "linguistic/article-form",
    "linguistic/capital-inside-sentence",
    "linguistic/lowercase-name",
    "locale/date-form",
    "locale/decimal-comma",
]
Planted = tuple[str, int, int] | None


def at(
    pattern: str, change: Callable[[re.Match[str]], tuple[str, int, int]]
) -> Callable[[str], Planted]:
    """Return a planter: ``change`` gives the new text of a match and the span of the slip in it."""
    compiled = re.compile(pattern)

    def plant(text: str) -> Planted:
        matches = list(compiled.finditer(text))
        if not matches:
            return None
        match = random.choice(matches)
        new, start, end = change(match)
        if new == match.group():
            return None
        low = match.start()
        return text[:low] + new + text[match.end() :], low + start, low + end

    return plant


def doubled(match: re.Match[str]) -> tuple[str, int, int]:
    word = match.group(1)
    new = f"{word} {word}" if random.random() < 0.7 else f"{word} {word.capitalize()}"
    return f" {new} ", 1, 1 + len(new)


def swapped(match: re.Match[str]) -> tuple[str, int, int]:
    right = indefinite_article(match.group(2))
    wrong = "an" if right == "a" else "a"
    return f" {wrong} {match.group(2)}", 1, 1 + len(wrong)


PLANTERS = [
    at(r"(?<=[a-z])-(?=[a-z])", lambda m: (" -" if random.random() < 0.7 else "- ", 0, 2)),
    at(r" (the|of|in|to|and|a|for|with) ", doubled),
    at(r"(?<=[a-z])[,;?!](?= )", lambda m: (f" {m.group()}", 0, 2)),
    at(r"(?<=[a-z]{2}), (?=[a-z]{2})", lambda m: (",", 0, 1)),
    at(r"(?<=[a-z]{3}) (?:after|this|these|while|because|since|but|he|they) (?=[a-z])",
       lambda m: (m.group().strip().capitalize() + " ", 0, len(m.group()) - 1)),
    at(r" (an?) ([a-z]{3,})", swapped),
    at(r"(?<=[a-z])([,.])(?= |$)", lambda m: (m.group() * 2, 0, 2)),
    at(r"(?<=[a-z] )(?:after|with|without|during|because|while|before)(?= [a-z])",
       lambda m: (m.group().capitalize(), 0, len(m.group()))),
    at(r"\b(?:Monday|Tuesday|Friday|January|June|September|October|French|German|Russian|American|Italian|Spanish)\b",
       lambda m: (m.group().lower(), 0, len(m.group()))),
    at(r"(?<=[a-z]{3})(?=[a-z]{3})", lambda m: ("\u200b", 0, 1)),
    at(r"\b(\d{1,2})\.(\d)(?= (?:percent|per cent|million|billion|km))", lambda m: (m.group().replace(".", ","), 0, len(m.group()))),
    at(r"\b([1-9]|[12]\d|3[01]) (January|February|March|April|May|June|July|August|September|October|November|December)\b",
       lambda m: (f"the {m.group(1)} of {m.group(2)}", 0, len(m.group()) + 7)),
    at(r" & ", lambda m: (" &amp; ", 1, 6)),
    at(r"(?<=[a-z])’(?=s )|(?<=[a-z])'(?=s )", lambda m: ("â€™", 0, 3)),
]  # fmt: skip


def planted(text: str) -> Planted:
    order = random.sample(PLANTERS, len(PLANTERS))
    return next((done for plant in order if (done := plant(text))), None)


def main() -> None:
    random.seed(7)
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    lines = [detokenise(line) for line in sys.stdin if line.strip()]
    for number, low in enumerate(range(0, len(lines), SENTENCES)):
        text, spans = "", []
        for index, line in enumerate(lines[low : low + SENTENCES]):
            done = planted(line) if index % EVERY == 0 else None
            if done:
                line, start, end = done
                spans.append({"start": len(text) + start, "end": len(text) + end})
            text += line + " "
        (folder / f"planted-{number}.txt").write_text(text, encoding="utf-8")
        key = folder / f"planted-{number}.key.json"
        key.write_text(json.dumps({"spans": spans, "checks": CHECKS}), encoding="utf-8")


if __name__ == "__main__":
    main()
