"""Write the table of common word pairs: `python -m training.make_collocations DICTIONARY OUT`.

DICTIONARY is `frequency_bigramdictionary_en_243_342.txt` of the package symspellpy (MIT): pairs of the
Google Books n-grams (CC BY 3.0) whose words are in SCOWL, with counts. Kept are a hash and a rounded
log count, which is all that is asked of it.
"""

import math
import sys
from pathlib import Path
from zlib import crc32

import numpy


def main() -> None:
    """Hash, sort, save."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8-sig").splitlines()
    counts = {f"{a} {b}": int(n) for a, b, n in (line.split() for line in lines)}
    least = min(counts.values())
    rows = sorted((crc32(pair.encode()), math.log(n / least)) for pair, n in counts.items())
    hashes = numpy.array([code for code, _ in rows], numpy.uint32)
    logs = numpy.array([min(255, round(16 * value)) for _, value in rows], numpy.uint8)
    numpy.savez_compressed(sys.argv[2], hashes=hashes, logs=logs)
    print(len(rows), "pairs, the rarest", least, "times")


if __name__ == "__main__":
    main()
