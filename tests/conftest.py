"""Shared fixtures; ``--all`` turns every skip into a failure, as CI wants it."""

from __future__ import annotations

import importlib.util
import shutil

import pytest
from hypothesis import settings

# The same examples in every run: CI judges the change, not the draw. Look for new ones by hand with
# `pytest --hypothesis-profile=default`.
settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

NEEDS = {
    "torch": ("the torch extra (pip install 'mtqa[hf]')", lambda: _module("torch")),
    "ray": ("the ray extra (pip install 'mtqa[ray]')", lambda: _module("ray")),
    "chromium": (
        "Chromium and Playwright",
        lambda: _module("playwright") and bool(shutil.which("chromium")),
    ),
    "apertium": (
        "Apertium with English and Spanish (apertium-eng-spa)",
        lambda: bool(shutil.which("apertium")),
    ),
    "lm": ("the language model (mtqa models pull)", lambda: _language_model()),
}


def _module(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _language_model() -> bool:
    try:
        from mtqa.models.store import is_pulled
    except ImportError:
        return False
    return is_pulled()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run every test; nothing may skip")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    missing = {name: reason for name, (reason, there) in NEEDS.items() if not there()}
    for item in items:
        for name, reason in missing.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=f"needs {reason}"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--all") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line("FAILED: with --all nothing may skip", red=True)
