"""A real Chromium that may read files and nothing else; every request and console error is kept."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from mtqa.core import Report
from mtqa.render import render


@dataclass
class Desk:
    """An open page with what it complained about and what it asked of the network."""

    page: object
    path: Path
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def text(self, selector: str) -> str:
        return self.page.inner_text(selector)

    def article(self) -> str:
        """The article's words as a reader sees them, without numbers and hidden words."""
        return self.page.evaluate(
            """() => {
                const copy = document.getElementById("article").cloneNode(true);
                copy.querySelectorAll(".vh, .chip").forEach((node) => node.remove());
                return copy.textContent;
            }"""
        )

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def download(self, button: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.evaluate(f"document.getElementById('{button}').click()")
        return Path(waiting.value.path()).read_bytes()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def lay(browser, tmp_path):
    """Return a function that lays a report on the desk and opens it."""
    contexts = []

    def open_(report: Report | str, **options: object) -> Desk:
        path = tmp_path / f"desk{len(contexts)}.html"
        page_text = report if isinstance(report, str) else render(report, "html")
        path.write_bytes(page_text.encode("utf-8", "replace"))
        context = browser.new_context(
            accept_downloads=True, **({"viewport": {"width": 1280, "height": 900}} | options)
        )
        contexts.append(context)
        desk = Desk(context.new_page(), path)
        watch(desk)
        desk.page.goto(path.as_uri())
        desk.page.wait_for_selector("html[data-ready]", state="attached")
        return desk

    yield open_
    for context in contexts:
        context.close()


def watch(desk: Desk) -> None:
    def route(handle) -> None:
        url = handle.request.url
        if url.startswith("file:"):
            handle.continue_()
        else:
            desk.requests.append(url)
            handle.abort()

    desk.page.route("**/*", route)
    desk.page.on("pageerror", lambda error: desk.errors.append(str(error)))
    desk.page.on(
        "console",
        lambda message: (
            desk.errors.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
