"""What CI servers read, read by others' readers: jsonschema, junitparser, and their own rules."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import junitparser
import pytest
from ci_helpers import EMOJI, HERE, graded, many, report_of, suggested, with_incident

from mtqa import gate
from mtqa.config import Config
from mtqa.core import Evidence, Severity, Tier
from mtqa.errors import UsageError
from mtqa.render import FORMATS, render

HOSTILE = 'x\r\n::error file=a,line=1::owned%0A, <b>&"\x00\x1b[2J]]>'
SCHEMA = json.loads((HERE / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)


def sarif(report: Any) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render(report, "sarif"))
    VALIDATOR.validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_places_rules_fixes_and_suppressions() -> None:
    run = sarif(report_of())
    assert run["columnKind"] == "unicodeCodePoints"
    open_, put_aside = run["results"]
    region = open_["locations"][0]["physicalLocation"]["region"]
    at = EMOJI.index(" -hour")
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (1, at + 1, at + 2)
    assert (region["charOffset"], region["charLength"]) == (at, 1)
    location = open_["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "a%20b/%C3%BC%2Cx%3A1.md", "uriBaseId": "SRCROOT"}
    [change] = open_["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["deletedRegion"] == region
    assert change["replacements"][0]["insertedContent"]["text"] == ""
    assert put_aside["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "house style"}
    ]
    rules = run["tool"]["driver"]["rules"]
    assert rules[open_["ruleIndex"]]["id"] == open_["ruleId"]
    assert "Wrong:" in rules[0]["help"]["text"]
    assert open_["partialFingerprints"]["mtqa/v1"] != put_aside["partialFingerprints"]["mtqa/v1"]


def test_sarif_schema_is_the_published_one() -> None:
    raw = (HERE / "sarif-schema-2.1.0.json").read_bytes()
    assert hashlib.sha256(raw).hexdigest() in (HERE / "sarif-schema-README.md").read_text("utf-8")
    VALIDATOR.check_schema(SCHEMA)
    refs = set(re.findall(rb'"\$ref": "#/definitions/(\w+)"', raw))
    assert {ref.decode() for ref in refs} <= set(SCHEMA["definitions"])
    for definition in SCHEMA["definitions"].values():
        assert set(definition.get("required", ())) <= set(definition["properties"])
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({"version": "2.1.0", "runs": [{"results": []}]})


def test_sarif_of_everything_at_once_is_valid() -> None:
    report = with_incident(with_incident(report_of(), HOSTILE), "only a note", fatal=False)
    [article] = report.articles
    [open_] = article.findings
    two = tuple(
        open_.with_(evidence=(state,), severity=severity, tier=tier, confidence=confidence)
        for state in (gate.KNOWN, Evidence("baseline", "new"))
        for severity in Severity
        for tier in Tier
        for confidence in (0.0, 1.0)
    )
    report = replace(report, articles=(replace(article, findings=two),))
    run = sarif(replace(report, verdict=gate.judge(report, Config(fail_on="minor"))))
    results, invocation = run["results"], run["invocations"][0]
    assert {row.get("baselineState") for row in results} == {"new", "unchanged", None}
    assert all(row["fixes"] for row in results)
    assert [bool(row.get("suppressions")) for row in results] == [False] * len(two) + [True]
    assert len(invocation["toolExecutionNotifications"]) == 2
    assert invocation["exitCode"] == 1


def test_sarif_levels_incidents_and_baseline_states() -> None:
    report = report_of()
    assert sarif(graded(report, Severity.CRITICAL, Tier.GATE))["results"][0]["level"] == "error"
    assert sarif(graded(report, Severity.CRITICAL, Tier.ADVICE))["results"][0]["level"] == "note"
    broken = sarif(with_incident(report, "cannot be read"))
    assert not broken["invocations"][0]["executionSuccessful"]
    [note] = broken["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("error", "cannot be read")
    [article] = report.articles
    old = article.findings[0].with_(evidence=(gate.KNOWN,))
    known = report.articles[0].__class__(
        article.document, (old,), article.words, article.score, "", ""
    )
    assert sarif(replace(report, articles=(known,)))["results"][0]["baselineState"] == "unchanged"
    fresh = old.with_(evidence=(Evidence("baseline", "new"),))
    new = replace(report, articles=(replace(known, findings=(fresh,)),))
    assert sarif(new)["results"][0]["baselineState"] == "new"


@pytest.mark.parametrize("path", ["/abs/x.txt", "./x.txt", "odd\udcff name.txt", "-", "a#b?c.txt"])
def test_sarif_takes_any_path(path: str) -> None:
    uri = sarif(report_of("A two -hour call.", syntax="text", path=path))["results"][0]["locations"]
    where = uri[0]["physicalLocation"]["artifactLocation"]
    assert where["uri"].startswith("file:///") == path.startswith("/")


def junit(report: Any, **policy: Any) -> Any:
    """Return the report under a policy, as junitparser reads it."""
    verdict = gate.judge(report, Config(depth="fast").override(**policy))
    text = render(replace(report, verdict=verdict), "junit")
    xml = junitparser.JUnitXml.fromstring(text.encode())
    xml.update_statistics()
    return xml


def test_junit_is_read_by_junitparser() -> None:
    report = graded(suggested(report_of(), HOSTILE), Severity.MAJOR, Tier.GATE)
    xml = junit(with_incident(report, HOSTILE))
    assert next(iter(xml)).name == "a b/ü,x:1.md"
    assert (xml.failures, xml.errors) == (1, 1)
    clean = junit(report_of("Fine.\n"))
    assert (clean.failures, clean.errors) == (0, 0)
    assert [case.name for suite in clean for case in suite] == ["mtqa"]
    [case] = [c for s in junit(report_of("<!-- mtqa: ignore design why -->\n\nA two -hour call.\n")) for c in s]  # fmt: skip
    assert case.is_skipped


@pytest.mark.parametrize(
    ("policy", "failures"),
    [
        ({}, ["design/spaced-hyphen"]),
        ({"fail_on": "never"}, []),
        ({"fail_on": "critical"}, []),
        ({"fail_on": "never", "min_quality": 99.9}, ["gate"]),
        ({"fail_on": "never", "max": {"design": 0}}, ["gate"]),
        ({"min_quality": 99.9}, ["design/spaced-hyphen"]),
    ],
)
def test_junit_is_red_when_the_run_is(policy: Any, failures: list[str]) -> None:
    xml = junit(graded(report_of(), Severity.MAJOR, Tier.GATE), **policy)
    red = [
        case.name
        for suite in xml
        for case in suite
        if any(isinstance(item, junitparser.Failure) for item in case.result)
    ]
    assert red == failures
    assert xml.failures == len(failures)


def test_notes_are_not_called_unjudged() -> None:
    text = "A two -hour call.\n\n<!-- mtqa: ignore design -->\n\nFine.\n"
    report = report_of(text, path="a.md")
    assert "note a.md:3: a suppression wants a check and a reason" in render(report, "text")
    shown = render(report, "github")
    assert "::warning file=a.md,line=3,title=mtqa suppression::a suppression wants" in shown
    assert "not judged" not in shown + render(report, "text") + render(report, "gitlab")
    [note] = sarif(report)["invocations"][0]["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert "Suggestion: delete." in shown


def test_several_reasons_stand_one_a_line() -> None:
    report = report_of()
    for number in range(3):
        report = with_incident(report, f"reason {number}")
    text = render(replace(report, verdict=gate.judge(report, Config())), "text")
    assert "Failed:\n  - not judged: gone%2C.txt: reason 0\n  - " in text


def test_github_escapes_caps_and_sums_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = render(suggested(report_of(), HOSTILE), "github")
    commands = [line for line in text.splitlines() if line.startswith("::")]
    assert len(commands) == 1
    assert "%0D%0A" in commands[0]
    assert "file=a b/ü%2Cx%3A1.md,line=1,endLine=1," in commands[0]
    capped = render(many(25), "github").splitlines()
    kinds = [line.split(" ")[0] for line in capped if line.startswith("::")]
    assert [kinds.count(kind) for kind in ("::error", "::warning", "::notice")] == [10, 10, 10]
    assert "45 more" in render(many(25), "github")
    from mtqa.cli.writing import Target, emit

    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    emit(many(25), Target("github", str(tmp_path / "out.txt")))
    written = page.read_text(encoding="utf-8")
    assert written.startswith("before\n")
    assert written.count("design/spaced-hyphen") == 75
    emit(many(9000), Target("github", str(tmp_path / "out.txt")))
    assert page.stat().st_size < 1024 * 1024 + len(written)
    assert "more rows" in page.read_text(encoding="utf-8")


def test_github_names_no_columns_over_two_lines() -> None:
    report = report_of("One\ntwo -hour.\n", syntax="text", path="a.txt")
    [article] = report.articles
    long = article.findings[0].with_(file_start=0, file_end=9)
    text = render(replace(report, articles=(replace(article, findings=(long,)),)), "github")
    assert "line=1,endLine=2,title" in text


def test_gitlab_fingerprints_are_all_different() -> None:
    twice = report_of("A two -hour call.\n\nA two -hour call.\n", syntax="text", path="./a.txt")
    rows = json.loads(render(with_incident(with_incident(twice, "x"), "x"), "gitlab"))
    prints = [row["fingerprint"] for row in rows]
    assert len(rows) == 4
    assert len(set(prints)) == 4
    assert {row["location"]["path"] for row in rows} == {"a.txt", "gone%2C.txt"}
    assert all(row["severity"] in ("info", "minor", "major", "critical", "blocker") for row in rows)
    assert all(row["location"]["lines"]["begin"] >= 1 for row in rows)


def test_rdjsonl_columns_are_bytes() -> None:
    rows = [json.loads(line) for line in render(report_of(), "rdjsonl").splitlines()]
    [row] = [row for row in rows if "range" in row["location"]]
    start = row["location"]["range"]["start"]
    line = EMOJI.splitlines()[start["line"] - 1].encode()
    end = row["location"]["range"]["end"]["column"]
    assert line[start["column"] - 1 : end - 1] == b" "
    assert line[end - 1 :].startswith(b"-hour")
    assert row["suggestions"][0] == {"range": row["location"]["range"], "text": ""}


def test_jsonl_has_a_line_an_article_and_a_summary() -> None:
    rows = [json.loads(line) for line in render(report_of(), "jsonl").splitlines()]
    assert [set(row) for row in rows] == [{"schema", "document"}, {"schema", "summary"}]
    assert rows[1]["summary"]["verdict"]["exit_code"] == 0


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_takes_a_hostile_article_and_an_empty_report(name: str) -> None:
    report = with_incident(graded(report_of(), Severity.MAJOR, Tier.GATE), HOSTILE)
    assert render(report, name).strip()
    assert render(replace(report, articles=(), incidents=()), name).strip() or name == "rdjsonl"


@pytest.mark.parametrize("name", ["sarf", "", "xml", "SARIF"])
def test_an_unknown_format_is_an_error(name: str) -> None:
    with pytest.raises(UsageError, match="no report format"):
        render(report_of(), name)


def test_reasons_stay_on_one_screen() -> None:
    report = report_of()
    for number in range(50):
        report = with_incident(report, f"reason {number}")
    verdict = gate.judge(report, Config(depth="fast"))
    assert verdict.exit_code == 3
    assert len(verdict.reasons) <= 11
    assert re.search(r"4\d more", verdict.reasons[-1])
