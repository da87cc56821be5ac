"""The gate where it runs: the action's script, the hook and the template, as far as a shell can."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

yaml = pytest.importorskip("yaml")
ROOT = Path(__file__).parent.parent.parent
WRONG = "The treaty was signed.\n\nA post full of exclamation brands led to a two -hour call.\n"


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """Return the environment a runner gives, with mtqa on the path."""
    command = tmp_path / "bin" / "mtqa"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtqa "$@"\n')
    command.chmod(0o755)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "odd $(touch owned) name.txt").write_text(WRONG, encoding="utf-8")
    path = (
        f"{command.parent}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    )
    given = {
        "PYTHONPATH": str(ROOT),
        "PATH": path,
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "MTQA_COMMAND": str(command),
        "MTQA_DEPTH": "fast",
    }
    return {**os.environ, **given}


def shell(command: list[str], place: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=place, cwd=place["RUNNER_TEMP"], capture_output=True, text=True, check=False
    )


def outputs(place: dict[str, str]) -> dict[str, str]:
    lines = Path(place["GITHUB_OUTPUT"]).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


ACTION = [str(ROOT / "scripts" / "action"), "check"]


@pytest.mark.parametrize(
    ("given", "code", "verdict"),
    [
        ({"MTQA_FAIL_ON": "minor", "MTQA_TIER": "advice"}, 1, "failed"),
        ({"MTQA_FAIL_ON": "minor", "MTQA_TIER": "advice", "MTQA_FAIL": "false"}, 0, "failed"),
        ({"MTQA_FAIL_ON": "never"}, 0, "passed"),
        ({"MTQA_PATHS": "gone.txt"}, 3, "not-judged"),
        ({"MTQA_FAIL_ON": "sometimes; touch owned"}, 2, "error"),
        ({"MTQA_PATHS": "", "MTQA_FAIL": "false"}, 2, "error"),
    ],
)
def test_action(place: dict[str, str], given: dict[str, str], code: int, verdict: str) -> None:
    done = shell(ACTION, {**place, "MTQA_PATHS": "articles\n", **given})
    assert done.returncode == code, done.stderr
    found = outputs(place)
    assert found["verdict"] == verdict
    if verdict in ("failed", "passed"):
        assert float(found["quality"]) < 100
        assert json.loads(Path(found["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"
        assert "spaced-hyphen" in Path(place["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8")
        assert "::" in done.stdout
    assert not (Path(place["RUNNER_TEMP"]) / "owned").exists()


def test_action_takes_every_input_through_the_environment() -> None:
    action: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    steps = action["runs"]["steps"]
    assert action["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" and "${{" not in step["run"] for step in steps)
    passed = " ".join(str(value) for step in steps for value in step.get("env", {}).values())
    assert set(re.findall(r"inputs\.([\w-]+)", passed)) == set(action["inputs"])
    script = (ROOT / "scripts" / "action").read_text(encoding="utf-8")
    assert all(name in script for step in steps for name in step.get("env", {}))
    assert set(action["outputs"]) == {"verdict", "quality", "sarif"}
    for step in steps:
        subprocess.run(["bash", "-n", "-c", step["run"]], check=True)


def test_pre_commit_hook(place: dict[str, str]) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    assert re.search(hook["files"], "news/a.md")
    assert not re.search(hook["files"], "news/a.py")
    entry = shlex.split(hook["entry"])
    assert entry[-2:] == ["--depth", "fast"]
    files = [str(path) for path in (Path(place["RUNNER_TEMP"]) / "articles").iterdir()]
    done = shell([*entry, *files], place)
    assert done.returncode in (0, 1)
    assert "spaced-hyphen" in done.stdout


def test_gitlab_template(place: dict[str, str]) -> None:
    data = yaml.safe_load((ROOT / "templates" / "gitlab-ci.yml").read_text(encoding="utf-8"))
    job = data["mtqa"]
    variables = {**job["variables"], "MTQA_FAIL_ON": "never"}
    done = shell(["sh", "-ec", "\n".join(job["script"])], {**place, **variables})
    assert done.returncode == 0, done.stderr
    reports = job["artifacts"]["reports"]
    here = Path(place["RUNNER_TEMP"])
    rows = json.loads((here / reports["codequality"]).read_text(encoding="utf-8"))
    assert any("spaced-hyphen" in row["description"] for row in rows)
    assert (here / reports["junit"]).read_text(encoding="utf-8").startswith("<?xml")
