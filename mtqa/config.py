"""Settings from ``mtqa.toml`` or ``[tool.mtqa]``: an unknown key is an error with a did-you-mean."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from mtqa.errors import ConfigError, did_you_mean
from mtqa.text.globs import names_file, path_from

__all__ = ["DEPTHS", "FAIL_ON", "Config", "find_config", "load_config"]

DEPTHS = ("fast", "standard", "deep")
FAIL_ON = ("minor", "major", "critical", "never")
_CHOICES: dict[str, tuple[str, ...]] = {
    "depth": DEPTHS,
    "fail_on": FAIL_ON,
    "tier": ("gate", "advice"),
    "style": ("neutral", "ap", "bbc"),
    "models": ("optional", "required"),
}


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a run; TOML keys are the field names with hyphens.

    ``select``/``ignore`` are check names or their beginnings (``design``), ``glossaries`` paths
    of glossaries beside the shipped ones, ``tier`` the lowest tier that can fail the gate,
    ``max`` the allowed findings per check, ``per_file_ignores`` glob → checks, ``models``
    whether a missing model is an error (``required``), ``source`` the file these came from.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    depth: str = "standard"
    fail_on: str = "major"
    tier: str = "gate"
    min_quality: float | None = None
    max: Mapping[str, int] = field(default_factory=dict)
    new_only: bool = False
    baseline: str | None = None
    glossaries: tuple[str, ...] = ()
    shipped_glossaries: bool = True
    style: str = "neutral"
    language: str = "en"
    encoding: str | None = None
    models: str = "optional"
    encoder: str | None = None
    lm: str | None = None
    roundtrip: str | None = None
    exclude: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str | None = None

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """Return the checks that ``per_file_ignores`` leaves out for a file."""
        if not self.per_file_ignores:
            return ()
        here = path_from(self.folder, path)
        rules = self.per_file_ignores.items()
        return tuple(name for glob, names in rules if names_file(glob, here) for name in names)

    def excludes(self, path: str) -> bool:
        """Tell whether ``exclude`` names a file."""
        here = path_from(self.folder, path) if self.exclude else path
        return any(names_file(glob, here) for glob in self.exclude)

    @property
    def folder(self) -> Path:
        """Where paths in the settings begin: the folder of their file."""
        return Path(self.source).parent if self.source else Path()

    def override(self, **changes: object) -> Config:
        """Return a copy with every change that is not ``None``; choices are checked."""
        given = {key: value for key, value in changes.items() if value is not None}
        for key, value in given.items():
            _check_choice(key, value, None)
        if isinstance(quality := given.get("min_quality"), float):
            _check_quality(quality, None)
        return replace(self, **given)  # type: ignore[arg-type]


def find_config(start: Path) -> Path | None:
    """Return the nearest ``mtqa.toml`` or ``pyproject.toml`` with ``[tool.mtqa]`` upwards."""
    folder = start if start.is_dir() else start.parent
    for place in (folder.resolve(), *folder.resolve().parents):
        own = place / "mtqa.toml"
        if own.is_file():
            return own
        project = place / "pyproject.toml"
        if project.is_file() and "mtqa" in _read(project).get("tool", {}):
            return project
    return None


def load_config(path: Path | None, *, _seen: tuple[Path, ...] = ()) -> Config:
    """Read a settings file (``None``: the defaults); ``extend`` names a file it builds on."""
    if path is None:
        return Config()
    data = _read(path)
    table = data.get("tool", {}).get("mtqa", {}) if path.name == "pyproject.toml" else data
    base = Config()
    if "extend" in table:
        parent = (path.parent / _text(table.pop("extend"), "extend", path)).resolve()
        if parent in _seen or parent == path.resolve():
            raise ConfigError("“extend” goes round in a circle.", place=str(path))
        base = load_config(parent, _seen=(*_seen, path.resolve()))
    values = {key.replace("-", "_"): value for key, value in table.items()}
    known = {item.name for item in fields(Config)} - {"source"}
    for key in values:
        if key not in known:
            names = [name.replace("_", "-") for name in sorted(known)]
            hint = did_you_mean(key.replace("_", "-"), names)
            raise ConfigError(f"unknown setting “{key.replace('_', '-')}”{hint}.", place=str(path))
    checked: dict[str, Any] = {key: _value(key, value, path) for key, value in values.items()}
    return replace(base, **checked, source=str(path))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError("no such settings file.", place=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the settings file cannot be read: {error}.", place=str(path)) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}.", place=str(path)) from None


def _value(key: str, value: object, path: Path) -> object:
    shown = key.replace("_", "-")
    if key in ("select", "ignore", "glossaries", "exclude"):
        items = _texts(value, shown, path)
        if key == "glossaries":
            return tuple(str(path.parent / item) for item in items)
        return items
    if key == "max":
        table = _table(value, shown, path)
        if not all(
            isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in table.values()
        ):
            raise ConfigError("“max” wants whole numbers from 0.", place=str(path))
        return table
    if key == "per_file_ignores":
        return {
            glob: _texts(names, f"{shown}.{glob}", path)
            for glob, names in _table(value, shown, path).items()
        }
    if key == "min_quality":
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ConfigError("“min-quality” wants a number, e.g. 80.", place=str(path))
        _check_quality(value, path)
        return float(value)
    if key in ("new_only", "shipped_glossaries"):
        if not isinstance(value, bool):
            raise ConfigError(f"“{shown}” wants true or false.", place=str(path))
        return value
    text = _text(value, shown, path)
    _check_choice(key, text, path)
    return str(path.parent / text) if key == "baseline" else text


def _check_quality(value: float, path: Path | None) -> None:
    if not value <= 100:  # NaN is under nothing and over nothing: every article would pass.
        message = f"“min-quality” wants a number of 100 or less, not {value:g}."
        raise ConfigError(message, place=str(path) if path else None)


def _check_choice(key: str, value: object, path: Path | None) -> None:
    choices = _CHOICES.get(key)
    if choices and value not in choices:
        hint = did_you_mean(str(value), choices)
        raise ConfigError(
            f"“{key.replace('_', '-')}” is one of {', '.join(choices)}, not “{value}”{hint}.",
            place=str(path) if path else None,
        )


def _text(value: object, key: str, path: Path) -> str:
    if not isinstance(value, str):
        raise ConfigError(f"“{key}” wants a text in quotation marks.", place=str(path))
    return value


def _texts(value: object, key: str, path: Path) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f'“{key}” wants a list of texts, e.g. ["design"].', place=str(path))
    return tuple(value)


def _table(value: object, key: str, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(f"“{key}” wants a table, e.g. [{key}].", place=str(path))
    return value
