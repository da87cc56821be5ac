"""Learn which word stands for which in tortured phrases: `python -m training.learn_words TSV OUT [all]`.

IBM model 1 (Brown et al. 1993) with a preference for the same place, six rounds, on lemmas. Without
`all` the held-out fifth of the terms is left out, so that what is fitted on it stays honest.
"""

import math
import sys
from collections import defaultdict
from pathlib import Path

from mtqa.engine.likeness import content_words
from mtqa.text import word_form
from training.terms import read_tortured

ROUNDS, AWAY, NOTHING, LEAST = 6, 1.5, 0.01, 0.03
Table = dict[str, dict[str, float]]


def lemmas(phrase: str) -> list[str]:
    """Content words with endings taken off."""
    return [_lemma(word) for word in content_words(phrase)]


def _lemma(word: str) -> str:
    endings = ("NNS", "VBZ", "VBG", "VBD", "VBN")
    readings = word_form(word).readings if word.isalpha() else ()
    return next((lemma for lemma, tag in readings if tag in endings), word)


def learn(pairs: list[tuple[list[str], list[str]]]) -> Table:
    """Share the words of each wrong phrase out among those of the right one."""
    table: Table = {}
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for wrong, right in pairs:
            for j, word in enumerate(wrong):
                chances = [
                    (table.get(word, {}).get(other, 1e-4) if table else 1.0)
                    * math.exp(
                        -AWAY * abs(i / len(right) - j / len(wrong)) * max(len(right), len(wrong))
                    )
                    for i, other in enumerate(right)
                ]
                total = sum(chances) + NOTHING
                for other, chance in zip(right, chances, strict=True):
                    counts[word][other] += chance / total
        table = {
            word: {other: n / (sum(row.values()) + 0.5) for other, n in row.items()}
            for word, row in counts.items()
        }
    return table


def main() -> None:
    """Write `word right share terms`: the share of its uses, and for how many terms."""
    train, held = read_tortured(Path(sys.argv[1]))
    phrases = train + held if sys.argv[3:] == ["all"] else train
    pairs = [(lemmas(wrong), lemmas(right)) for wrong, right in phrases]
    table = learn(pairs)
    terms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (wrong, right), (_, term) in zip(pairs, phrases, strict=True):
        for word in wrong:
            for other in right:
                terms[word, other].add(term)
    rows = [
        f"{word}\t{other}\t{share:.2f}\t{len(terms[word, other])}"
        for word, row in sorted(table.items())
        for other, share in sorted(row.items(), key=lambda item: -item[1])
        if share > LEAST and word != other
    ]
    Path(sys.argv[2]).write_text("\n".join(["word\tright\tshare\tterms", *rows]) + "\n", "utf-8")
    print(len(rows), "pairs")


if __name__ == "__main__":
    main()
