"""What ``mtqa glossary stats`` measures: every check and entry on clean and on wrong English."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mtqa.config import Config
from mtqa.core import Block, Document, Finding, Piece, Segment
from mtqa.engine import run_checks, segment_document
from mtqa.errors import InputError, OutputError
from mtqa.kit import Kit, select_checks
from mtqa.text import count_words, fold
from mtqa.text.detokenise import detokenise

__all__ = ["Count", "Measurement", "loudest", "measure", "write_json", "write_quiet", "write_text"]

LEAST_FIRED = 10
_ENGLISH = ("en", "eng", "english", "text", "correct")
_WORDS = re.compile(r"\w+|[^\w\s]")
# Whether a finding is right; ``None`` where the text cannot tell.
Judge = Callable[[Segment, Finding], bool | None]
Progress = Callable[[int], None]


@dataclass(slots=True)
class Count:
    """How often something fired: on clean text, and rightly or wrongly on wrong text."""

    halves: list[int] = field(default_factory=lambda: [0, 0])
    right: int = 0
    wrong: int = 0
    texts: list[str] = field(default_factory=list)

    @property
    def clean(self) -> int:
        """How often it fired on clean text."""
        return sum(self.halves)

    def row(self, words: int, *, least: int = 1) -> dict[str, float | int | None]:
        """Return the figures as the data file keeps them."""
        fired = self.right + self.wrong
        return {
            "precision": round(self.right / fired, 3) if fired >= least else None,
            "fired": fired,
            "alarms": round(1e4 * self.clean / words, 3) if words else 0.0,
        }


@dataclass(slots=True)
class Measurement:
    """The counts of checks and of ``check:entry``."""

    checks: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    entries: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    clean_words: int = 0
    error_words: int = 0

    def data(self) -> dict[str, object]:
        """Return ``measured.json``: an entry heard on clean text has no precision, so no gate."""
        heard = {
            name: count.row(self.clean_words) | ({"precision": None} if count.clean else {})
            for name, count in sorted(self.entries.items())
            if count.clean or count.wrong
        }
        rows = {
            n: c.row(self.clean_words, least=LEAST_FIRED) for n, c in sorted(self.checks.items())
        }
        for name, held_out in self._held_out().items():
            rows[name]["alarms"] = round(1e4 * held_out / self.clean_words, 3)
        words = {"clean": self.clean_words, "errors": self.error_words}
        return {"words": words, "checks": rows, "entries": heard}

    def _held_out(self) -> dict[str, int]:
        """Count alarms of checks with entries as a user will hear them.

        An entry heard on one half of the clean text leaves the gate; what is left is counted on
        the other half, both ways round.
        """
        left: dict[str, int] = defaultdict(int)
        for name, count in self.entries.items():
            check, _, _ = name.partition(":")
            first, second = count.halves
            left[check] += (first if not second else 0) + (second if not first else 0)
        return left


def measure(
    clean: Sequence[Path], errors: Sequence[Path], config: Config, progress: Progress
) -> Measurement:
    """Run every check of depth fast over the files."""
    checks = [check for check in select_checks(config) if check.depth == "fast"]
    kit = Kit(config)
    result = Measurement()
    for path in clean:
        for number, text in enumerate(_clean_texts(path)):
            half = number % 2
            result.clean_words += count_words(text)
            progress(result.clean_words)
            for segment, finding in _findings(text, checks, kit):
                for count in _counts(result, finding):
                    count.halves[half] += 1
                    count.texts.append(segment.text[finding.start : finding.end])
    for path in errors:
        for text, judge in _wrong_texts(path):
            result.error_words += count_words(text)
            progress(result.clean_words + result.error_words)
            for segment, finding in _findings(text, checks, kit):
                verdict = judge(segment, finding)
                for count in _counts(result, finding) if verdict is not None else ():
                    count.right += verdict is True
                    count.wrong += verdict is False
    return result


def _counts(result: Measurement, finding: Finding) -> Iterator[Count]:
    yield result.checks[finding.check]
    if finding.entry:
        yield result.entries[f"{finding.check}:{finding.entry}"]


def _findings(
    text: str, checks: Sequence[object], kit: Mapping[str, object]
) -> Iterator[tuple[Segment, Finding]]:
    block = Block(text, (Piece(0, 0, len(text), len(text)),))
    document = segment_document(Document("-", text, (block,)))
    if not document.segments:
        return
    found, incidents = run_checks(checks, document.segments, kit)  # type: ignore[arg-type]
    if incidents:
        raise InputError(incidents[0].message)
    for finding in found:
        yield document.segments[finding.segment], finding


def _clean_texts(path: Path) -> Iterator[str]:
    """Yield articles or sentences; a table gives its English column."""
    lines = _lines(path)
    if path.suffix == ".tsv":
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(rows, [])
        column = next((i for i, name in enumerate(header) if name.lower() in _ENGLISH), None)
        if column is None:
            raise InputError(
                f"no English column; name one of {', '.join(_ENGLISH)} in the header.",
                place=str(path),
            )
        yield from (row[column] for row in rows if len(row) > column)
    elif path.suffix == ".gz":
        yield from (detokenise(line) for line in lines if line.strip())
    else:
        yield from (line.strip() for line in lines if line.strip())


def _lines(path: Path) -> list[str]:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except OSError as error:
        raise InputError(f"it cannot be read: {error}.", place=str(path)) from error
    return raw.decode("utf-8", "replace").splitlines()


def _wrong_texts(path: Path) -> Iterator[tuple[str, Judge]]:
    """Yield texts known to be wrong, each with a judge of findings.

    An article has its answer key beside it (``NAME.key.json``); a table has the human sentence in
    its first column and the machine's in the second.
    """
    key = path.with_suffix(".key.json")
    if key.is_file():
        data = json.loads(key.read_text(encoding="utf-8"))
        judge = _by_key(data["spans"], frozenset(data.get("checks", ())))
        yield path.read_text(encoding="utf-8"), judge
        return
    for line in _lines(path):
        human, tab, machine = line.partition("\t")
        if tab and human.strip() and machine.strip() != human.strip():
            yield machine.strip(), _by_human(human)


def _by_key(spans: Sequence[Mapping[str, int]], checks: frozenset[str]) -> Judge:
    """Judge by the marked spans; a key of planted slips names the checks it can judge."""

    def judge(segment: Segment, finding: Finding) -> bool | None:
        if checks and finding.check not in checks:
            return None
        start, end = segment.start + finding.start, segment.start + finding.end
        return any(start < span["end"] and span["start"] < end for span in spans)

    return judge


def _by_human(human: str) -> Judge:
    """Judge right what the human sentence does not have, with a word on either side of it.

    White space and punctuation are not compared, so checks of design are not judged.
    """
    have = f" {' '.join(_WORDS.findall(fold(human)))} "

    def judge(segment: Segment, finding: Finding) -> bool | None:
        if finding.check.startswith("design/"):
            return None
        text = fold(segment.text)
        before = _WORDS.findall(text[: finding.start])[-1:]
        inside = _WORDS.findall(text[finding.start : finding.end])
        after = _WORDS.findall(text[finding.end :])[:1]
        return f" {' '.join([*before, *inside, *after])} " not in have

    return judge


def loudest(counts: Mapping[str, Count], most: int) -> list[tuple[str, Count]]:
    """Return what fired most on clean text."""
    order = Counter({name: count.clean for name, count in counts.items() if count.clean})
    return [(name, counts[name]) for name, _ in order.most_common(most)]


def write_text(path: Path, text: str) -> None:
    """Write a file, or say why it cannot be."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "it cannot be written").lower()
        raise OutputError(f"The file cannot be written: {reason}.", place=str(path)) from error


def write_json(path: Path, data: object) -> None:
    """Write the figures."""
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def write_quiet(path: Path, texts: list[str]) -> None:
    """Add phrases to the list of quiet variants."""
    old = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = {" ".join(fold(text).replace("-", " ").split()) for text in texts}
    lines = sorted(found | {line for line in old if line and not line.startswith("#")})
    head = "# Phrases that look like variants and are good English (mtqa glossary stats)"
    write_text(path, "\n".join([head, *lines]) + "\n")
