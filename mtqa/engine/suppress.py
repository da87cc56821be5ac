"""Suppression: a finding an editor has answered for stays out, with the reason on record."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mtqa.core import Document, Evidence, Finding, Incident, load_checks
from mtqa.engine.place import line_starts
from mtqa.errors import did_you_mean

__all__ = ["Rule", "Suppressed", "read_comments", "read_sidecar", "suppress"]

# <!-- mtqa: ignore CHECK reason -->  or  ignore-file
_COMMENT = re.compile(r"<!--\s*mtqa:\s*([\w-]{1,40})([^>]{0,500}?)-->")
_DIRECTIVES = ("ignore", "ignore-file")
_MAX_RULES = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """One suppression: a check (or ``all``), where it holds, and why.

    ``first`` and ``last`` are 1-based lines (0: the whole file); ``text`` limits it to findings
    on exactly these words. ``line`` is where the rule itself is written.
    """

    check: str
    reason: str
    line: int
    first: int = 0
    last: int = 0
    text: str | None = None
    path: str = ""

    def covers(self, finding: Finding) -> bool:
        """Tell whether the rule answers for a finding."""
        named = (
            self.check == "all"
            or finding.check == self.check
            or finding.check.startswith(self.check.rstrip("/") + "/")
        )
        placed = self.first == 0 or self.first <= finding.line <= self.last
        return named and placed and (self.text is None or self.text == finding.text)


class Suppressed(NamedTuple):
    """What is left, what was put aside, and what is wrong with the rules."""

    kept: list[Finding]
    aside: list[Finding]
    incidents: list[Incident]


def read_comments(document: Document) -> tuple[list[Rule], list[Incident]]:
    """Read the comments of a Markdown or HTML file.

    A comment on a line of its own holds for the next block of text, one beside text for its line.
    """
    rules: list[Rule] = []
    incidents: list[Incident] = []
    if document.format not in ("markdown", "html"):
        return rules, incidents
    starts = line_starts(document.text)
    blocks = sorted(
        (block.pieces[0].file, block.pieces[-1].file + block.pieces[-1].file_length)
        for block in document.blocks
        if block.pieces
    )
    for match in _COMMENT.finditer(document.text):
        line = bisect_right(starts, match.start())
        if match.group(1) not in _DIRECTIVES:
            hint = did_you_mean(match.group(1), _DIRECTIVES)
            message = f"“mtqa: {match.group(1)}” is no instruction{hint}, so nothing is suppressed."
            incidents.append(_harmless(message, document.path, line))
            continue
        check, _, reason = match.group(2).strip().partition(" ")
        if not check or not reason.strip():
            incidents.append(_no_reason(document.path, line))
            continue
        first, last = (0, 0) if match.group(1) == "ignore-file" else _lines(match, starts, blocks)
        rules.append(Rule(check, reason.strip(), line, first, last, path=document.path))
    return rules[:_MAX_RULES], incidents


def _lines(
    match: re.Match[str], starts: Sequence[int], blocks: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    line = bisect_right(starts, match.start())
    begin = starts[line - 1]
    end = starts[line] if line < len(starts) else len(match.string)
    beside = match.string[begin : match.start()] + match.string[match.end() : end]
    if beside.strip():
        return line, bisect_right(starts, max(match.end() - 1, begin))
    for start, stop in blocks[bisect_right(blocks, (match.end(), 0)) :]:
        return bisect_right(starts, start), bisect_right(starts, max(start, stop - 1))
    return line, line


def read_sidecar(text: str, path: str) -> tuple[list[Rule], list[Incident]]:
    """Read ``ARTICLE.mtqa-ignore``: lines of ``CHECK | words | reason``; empty words: any."""
    rules: list[Rule] = []
    incidents: list[Incident] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != 3 or not cells[0] or not cells[2]:
            incidents.append(_no_reason(path, number))
            continue
        rules.append(Rule(cells[0], cells[2], number, text=cells[1] or None, path=path))
    return rules[:_MAX_RULES], incidents


def _no_reason(path: str, line: int) -> Incident:
    message = "a suppression wants a check and a reason, so nothing is suppressed by it."
    return _harmless(message, path, line)


def _harmless(message: str, path: str, line: int) -> Incident:
    return Incident("suppression", message, path=path, line=line, fatal=False)


def _unused(rule: Rule) -> Incident:
    """Tell a rule that is done from one that never could answer for anything."""
    known = load_checks()
    group = rule.check.rstrip("/") + "/"
    if rule.check == "all" or any(name == rule.check or name.startswith(group) for name in known):
        message = f"the suppression of {rule.check} is not needed any more; delete it."
    else:
        hint = did_you_mean(rule.check, known)
        message = f"no check is called “{rule.check}”{hint}, so nothing is suppressed by it."
    return _harmless(message, rule.path, rule.line)


def suppress(findings: Iterable[Finding], rules: Sequence[Rule]) -> Suppressed:
    """Part the findings; a rule that answers for nothing is reported as unused."""
    kept: list[Finding] = []
    aside: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        number = next((n for n, rule in enumerate(rules) if rule.covers(finding)), None)
        if number is None:
            kept.append(finding)
            continue
        used.add(number)
        reason = Evidence("suppressed", rules[number].reason)
        aside.append(finding.with_(evidence=(*finding.evidence, reason)))
    unused = [_unused(rule) for number, rule in enumerate(rules) if number not in used]
    return Suppressed(kept, aside, unused)
