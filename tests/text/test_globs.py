"""Patterns of the settings: as Git reads them, from the settings' folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtqa.config import load_config
from mtqa.errors import ConfigError
from mtqa.text.globs import names_file, path_from


@pytest.mark.parametrize(
    ("pattern", "path", "named"),
    [
        ("*.md", "a.md", True),
        ("*.md", "x/y/a.md", True),
        ("*.md", "a.txt", False),
        ("archive/*.md", "archive/a.md", True),
        ("archive/*.md", "x/archive/a.md", True),
        ("archive/*.md", "archive/2020/a.md", False),
        ("archive/**", "archive/2020/a.md", True),
        ("archive/**/*.md", "archive/2020/05/a.md", True),
        ("archive/**/*.md", "archive/a.md", True),
        ("archive", "archive/2020/a.md", True),
        ("archive/", "x/archive/a.md", True),
        ("./archive", "archive/a.md", True),
        ("/archive", "archive/a.md", True),
        ("/archive", "x/archive/a.md", False),
        ("arch", "archive/a.md", False),
        ("**", "a.md", True),
        ("a[1].md", "a1.md", True),
        ("../other/*.md", "../other/a.md", True),
        ("", "a.md", False),
    ],
)
def test_patterns(pattern: str, path: str, named: bool) -> None:
    assert names_file(pattern, path) is named


def test_paths_read_from_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "archive" / "2020").mkdir(parents=True)
    file = tmp_path / "mtqa.toml"
    file.write_text(
        'exclude = ["archive/2019"]\n[per-file-ignores]\n"archive/**" = ["design"]\n',
        encoding="utf-8",
    )
    config = load_config(file)
    monkeypatch.chdir(tmp_path / "archive" / "2020")
    assert config.ignored_in("a.md") == ("design",)
    assert config.ignored_in(str(tmp_path / "a.md")) == ()
    assert config.ignored_in("-") == ()
    assert config.excludes("../2019/a.md")
    assert not config.excludes("a.md")
    assert path_from(tmp_path, "-") == "-"
    assert path_from(Path(), str(Path("a.md").absolute())) == "a.md"


@pytest.mark.parametrize("value", ["nan", "101", "inf"])
def test_a_quality_nothing_can_be_judged_by(tmp_path: Path, value: str) -> None:
    file = tmp_path / "mtqa.toml"
    file.write_text(f"min-quality = {value}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="100 or less"):
        load_config(file)
    with pytest.raises(ConfigError, match="100 or less"):
        load_config(None).override(min_quality=float(value))
