"""The verdict: every reason, every exit code; per-file ignores and extended settings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mtqa import gate
from mtqa.api import Linter
from mtqa.config import Config, load_config
from mtqa.core import Incident, Report, Severity, Tier

QUICK = Config(depth="fast", select=("design",), shipped_glossaries=False)
CHECK = "design/spaced-hyphen"


@pytest.fixture(scope="module")
def base() -> Report:
    return Linter(QUICK).check_text("A two -hour call.", path="a.txt")


def of(report: Report, severity: Severity, tier: Tier, *evidence: Any) -> Report:
    [article] = report.articles
    finding = article.findings[0].with_(severity=severity, tier=tier, evidence=evidence)
    return replace(report, articles=(replace(article, findings=(finding,)),))


MAJOR, MINOR, CRITICAL = Severity.MAJOR, Severity.MINOR, Severity.CRITICAL
GATE, ADVICE = Tier.GATE, Tier.ADVICE


@pytest.mark.parametrize(
    ("severity", "tier", "policy", "code", "reason"),
    [
        (MAJOR, GATE, {}, 1, "1 finding of severity major or graver in tier gate"),
        (CRITICAL, GATE, {}, 1, "1 finding"),
        (MINOR, GATE, {}, 0, ""),
        (MAJOR, ADVICE, {}, 0, ""),
        (MAJOR, ADVICE, {"tier": "advice"}, 1, "tier advice"),
        (MINOR, GATE, {"fail_on": "minor"}, 1, "severity minor"),
        (MAJOR, GATE, {"fail_on": "critical"}, 0, ""),
        (CRITICAL, GATE, {"fail_on": "never"}, 0, ""),
        (MINOR, ADVICE, {"min_quality": 99.9}, 1, "is under 99.9 (not enough text"),
        (MINOR, ADVICE, {"min_quality": -999.0}, 0, ""),
        (MINOR, ADVICE, {"max": {CHECK: 0}}, 1, "1 finding of design/spaced-hyphen; at most 0"),
        (MINOR, ADVICE, {"max": {CHECK: 1}}, 0, ""),
        (MINOR, ADVICE, {"max": {"design": 0}}, 1, "1 finding of design; at most 0"),
        (MINOR, ADVICE, {"max": {"all": 0}}, 1, "1 finding of all; at most 0"),
        (MINOR, ADVICE, {"max": {"style": 0}}, 0, ""),
    ],
)
def test_reasons(
    base: Report, severity: Severity, tier: Tier, policy: Any, code: int, reason: str
) -> None:
    verdict = gate.judge(of(base, severity, tier), QUICK.override(**policy))
    assert (verdict.exit_code, verdict.passed) == (code, code == 0)
    assert reason in " ".join(verdict.reasons)
    assert bool(reason) == bool(verdict.reasons)
    assert bool(verdict.counted) == ("severity" in reason or reason in ("1 finding", "tier advice"))


def test_the_baseline_silences_only_with_new_only(base: Report) -> None:
    known = of(base, MAJOR, GATE, gate.KNOWN)
    assert gate.judge(known, QUICK).exit_code == 1
    assert gate.judge(known, QUICK.override(new_only=True)).exit_code == 0
    assert gate.judge(known, QUICK.override(new_only=True, max={CHECK: 0})).exit_code == 0
    assert gate.judge(of(base, MAJOR, GATE), QUICK.override(new_only=True)).exit_code == 1


def test_not_judged_is_not_clean(base: Report) -> None:
    trouble = Incident("input", "cannot be read", path="b.txt")
    quiet = replace(of(base, MINOR, ADVICE), incidents=(trouble,))
    verdict = gate.judge(quiet, QUICK)
    assert (verdict.exit_code, verdict.reasons) == (3, ("not judged: b.txt: cannot be read",))
    both = gate.judge(replace(of(base, MAJOR, GATE), incidents=(trouble,)), QUICK)
    assert both.exit_code == 1
    assert len(both.reasons) == 2
    mild = replace(quiet, incidents=(replace(trouble, fatal=False),))
    assert gate.judge(mild, QUICK).exit_code == 0


def test_per_file_ignores(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("A two -hour call.", encoding="utf-8")
    config = QUICK.override(per_file_ignores={"b*.txt": ("design",)})
    report = Linter(config).check_files([tmp_path / "a.txt", tmp_path / "b.txt"])
    assert [len(article.findings) for article in report.articles] == [1, 0]


def test_extend_nearest_wins_and_paths_are_those_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "base.toml").write_text(
        'depth = "fast"\nbaseline = "known.json"\nmin-quality = 50\nmax = { "design/x" = 2 }\n', "utf-8"
    )  # fmt: skip
    own = tmp_path / "sub" / "mtqa.toml"
    own.write_text('extend = "../base.toml"\nmin-quality = 70\nnew-only = true\n', "utf-8")
    config = load_config(own)
    assert (config.depth, config.min_quality, config.new_only) == ("fast", 70.0, True)
    assert Path(str(config.baseline)).resolve() == tmp_path / "known.json"
    assert config.max == {"design/x": 2}
