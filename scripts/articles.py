"""Group clean sentences by field into articles, one a line: `scripts/articles.py FILE.gz… > articles.txt`.

Sense lists speak only in articles about their field. The clean corpora are single sentences, so
those with two words of a field are put together, fifteen to an article: the hardest test for a list.
"""

import gzip
import sys
from collections import Counter

from mtqa.glossary import load_senses
from mtqa.text import tokenise
from mtqa.text.detokenise import detokenise

SENTENCES, LEAST = 15, 2


def main() -> None:
    """Write the articles, then the sentences of no field."""
    cues = load_senses().cues
    by_word: dict[str, list[str]] = {}
    for field, words in cues.items():
        for word in words:
            by_word.setdefault(word, []).append(field)
    groups: dict[str, list[str]] = {}
    for path in sys.argv[1:]:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            for line in stream:
                text = detokenise(line.strip())
                found: Counter[str] = Counter()
                for token in {t.lower: t for t in tokenise(text) if t.is_word}.values():
                    for lemma in token.form.lemmas | {token.lower}:
                        found.update(by_word.get(lemma, ()))
                field, count = found.most_common(1)[0] if found else ("", 0)
                groups.setdefault(field if count >= LEAST else "", []).append(text)
    for field, sentences in sorted(groups.items()):
        step = SENTENCES if field else 1
        for start in range(0, len(sentences), step):
            print(" ".join(sentences[start : start + step]))
        print(field or "none", len(sentences), file=sys.stderr)


if __name__ == "__main__":
    main()
