"""The form of a check: a function, a declaration, and examples that are its tests."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mtqa.core.finding import Finding, Severity

__all__ = ["Check", "Example", "check", "load_checks"]

OPEN, CLOSE = "⟦", "⟧"
DIMENSIONS = ("accuracy", "terminology", "linguistic", "style", "locale", "design")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its expected span between ⟦ ⟧ (none: it must stay quiet) and its repair."""

    text: str
    fixed: str | None = None

    @property
    def plain(self) -> str:
        """The text without marks."""
        return self.text.replace(OPEN, "").replace(CLOSE, "")

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The marked ranges in ``plain``."""
        spans: list[tuple[int, int]] = []
        offset = start = 0
        for char in self.text:
            if char == OPEN:
                start = offset
            elif char == CLOSE:
                spans.append((start, offset))
            else:
                offset += 1
        return spans


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check.

    ``name`` is ``dimension/name`` from its place in the folder; ``scope`` is ``segment`` or
    ``article`` (the first parameter's name); ``wants`` are the names of the other parameters,
    which the engine fills (``glossary``, ``patterns``, ``names``, ``settings`` …).
    """

    name: str
    category: str
    severity: Severity
    why: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    run: Callable[..., Iterator[Finding]]
    scope: str
    wants: tuple[str, ...]
    summary: str
    languages: tuple[str, ...] = ()
    depth: str = "fast"
    default: bool = True


_REGISTRY: dict[str, Check] = {}


def check(
    category: str,
    severity: Severity,
    *,
    why: str,
    bad: Example | Sequence[Example],
    good: Example | Sequence[Example],
    languages: Sequence[str] = (),
    depth: str = "fast",
    default: bool = True,
) -> Callable[[Callable[..., Iterator[Finding]]], Callable[..., Iterator[Finding]]]:
    """Register the decorated generator as the check of its module.

    ``category`` is an MQM error type inside the dimension named by the folder. ``languages``
    limits the check to those target languages (empty: any). ``depth`` is the least depth that
    gives it what it needs. The module's docstring is the rule in one sentence.
    """

    def register(function: Callable[..., Iterator[Finding]]) -> Callable[..., Iterator[Finding]]:
        dimension, stem = function.__module__.split(".")[-2:]
        parameters = list(inspect.signature(function).parameters)
        name = f"{dimension}/{stem.replace('_', '-')}"
        _REGISTRY[name] = Check(
            name=name,
            category=f"{dimension}/{category}",
            severity=severity,
            why=why,
            bad=(bad,) if isinstance(bad, Example) else tuple(bad),
            good=(good,) if isinstance(good, Example) else tuple(good),
            run=function,
            scope=parameters[0],
            wants=tuple(parameters[1:]),
            summary=(inspect.getdoc(inspect.getmodule(function)) or "").split("\n")[0],
            languages=tuple(languages),
            depth=depth,
            default=default,
        )
        return function

    return register


def load_checks(package: str = "mtqa.checks") -> dict[str, Check]:
    """Import every module of the checks folder and return the registry, sorted by name."""
    root: Any = importlib.import_module(package)
    for info in pkgutil.walk_packages(root.__path__, prefix=f"{package}."):
        if info.name.rsplit(".", 1)[-1].startswith("_"):
            continue
        importlib.import_module(info.name)
    return dict(sorted(_REGISTRY.items()))
