"""JUnit XML for CI servers: a suite per article, a case per check that spoke."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree import ElementTree as ET

from mtqa.core import Article, Finding, Incident, Report, Severity

__all__ = ["to_junit"]

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(report: Report) -> str:
    """Return the report as JUnit XML.

    Findings that fail the gate are failures, suppressed ones are skipped cases, articles that
    could not be judged are errors; the rest stands in ``system-out``. A gate that fails for other
    reasons (quality, budgets) is a case of its own, so that the file is red when the run is.
    """
    root = ET.Element("testsuites", name="mtqa")
    for article in report.articles:
        _suite(root, article, report.verdict.counted)
    if report.verdict.exit_code == 1 and not report.verdict.counted:
        suite = ET.SubElement(root, "testsuite", name="mtqa", tests="1", failures="1", errors="0", skipped="0")  # fmt: skip
        case = ET.SubElement(suite, "testcase", classname="mtqa", name="gate")
        reasons = [_legal(reason) for reason in report.verdict.reasons]
        ET.SubElement(case, "failure", type="gate", message=reasons[0]).text = "\n".join(reasons)
    by_path: dict[str, list[Incident]] = defaultdict(list)
    for incident in report.incidents:
        if incident.fatal:
            by_path[incident.path or "mtqa"].append(incident)
    for path, incidents in by_path.items():
        suite = ET.SubElement(root, "testsuite", name=_legal(path), tests=str(len(incidents)), failures="0", errors=str(len(incidents)), skipped="0")  # fmt: skip
        for incident in incidents:
            case = ET.SubElement(suite, "testcase", classname=_legal(path), name=incident.kind)
            ET.SubElement(case, "error", type=incident.kind, message=_legal(incident.message))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, article: Article, counted: frozenset[tuple[str, str]]) -> None:
    path = _legal(article.document.path)
    grave = {f for where, f in counted if where == article.document.path}
    cases: dict[str, list[Finding]] = defaultdict(list)
    for finding in article.findings:
        cases[finding.check].append(finding)
    failed = {name for name, found in cases.items() if any(f.fingerprint in grave for f in found)}
    skipped = {item.check for item in article.suppressed} - set(cases)
    tests = max(1, len(cases) + len(skipped))
    suite = ET.SubElement(
        root, "testsuite", name=path, tests=str(tests), failures=str(len(failed)), errors="0", skipped=str(len(skipped))
    )  # fmt: skip
    for name, found in sorted(cases.items()):
        case = ET.SubElement(suite, "testcase", classname=path, name=name)
        lines = "\n".join(_line(item) for item in found)
        if name in failed:
            first = next(item for item in found if item.fingerprint in grave)
            severity = (first.severity or Severity.MINOR).value
            ET.SubElement(case, "failure", type=severity, message=_legal(_line(first))).text = lines
        else:
            ET.SubElement(case, "system-out").text = lines
    for name in sorted(skipped):
        case = ET.SubElement(suite, "testcase", classname=path, name=name)
        ET.SubElement(case, "skipped", message="suppressed")
    if not cases and not skipped:
        ET.SubElement(suite, "testcase", classname=path, name="mtqa")


def _line(finding: Finding) -> str:
    text = f"{finding.line}:{finding.column}: {finding.message} “{finding.text}”"
    if finding.suggestions:
        text += f" → “{finding.suggestions[0].text}”"
    return _legal(text)


def _legal(text: str) -> str:
    """Replace what XML 1.0 cannot hold."""
    return _ILLEGAL.sub("�", text)
