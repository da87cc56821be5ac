"""Write the compact table of synonyms: `python -m training.make_thesaurus > mtqa/data/en/thesaurus.tsv`.

From WordNet 3.0 (Princeton University; its licence notice stands in mtqa/data/en/WORDNET-LICENCE.txt).
"""

from training import wordnet


def main() -> None:
    """Keep single words that WordNet's tagged text has seen, at most eight neighbours each."""
    net = wordnet.load()
    print("word\tpos\tenglish")
    for word in sorted(net.parts):
        for part in ("noun", "verb", "adj"):
            if not word.isalpha() or net.parts[word].get(part, 0) < 2:
                continue
            near = {
                n: net.parts[n].get(part, 0)
                for n in net.near[word]
                if n != word and n.isalpha() and n in net.parts
            }
            best = sorted((n for n in near if near[n] >= 2), key=lambda n: (-near[n], n))[:8]
            if best:
                print(word, part, ", ".join(best), sep="\t")


if __name__ == "__main__":
    main()
