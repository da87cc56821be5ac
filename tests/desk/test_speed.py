"""Two thousand findings stay usable: the desk opens in two seconds, a decision takes a twentieth."""

from __future__ import annotations

import pytest
from reporting import big

from mtqa.render import render

pytestmark = pytest.mark.chromium

PRESS = """async ([key, times]) => {
    const spent = [];
    for (let k = 0; k < times; k += 1) {
        const start = performance.now();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        document.body.offsetHeight;
        spent.push(performance.now() - start);
        await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
    }
    return spent.sort((one, two) => one - two);
}"""


@pytest.fixture(scope="module")
def two_thousand():
    return render(big(2000), "html")


def test_opens_and_decides_in_time(lay, two_thousand):
    lay(render(big(4), "html"))  # the browser itself is warm
    opened = []
    for _ in range(3):
        desk = lay(two_thousand)
        opened.append(
            desk.page.evaluate(
                "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
            )
        )
    decided = {}
    for view in ("suggesting", "side"):
        for key in "aru":
            spent = desk.page.evaluate(PRESS, [key, 15])
            decided[f"{view} {key}"] = spent[len(spent) // 2]
        desk.keys("v")
    print(
        f"\nopen {min(opened):.0f} ms; decisions { ({k: round(v, 1) for k, v in decided.items()}) }"
    )
    assert min(opened) < 2000
    assert min(decided.values()) < 50
    assert sorted(decided.values())[len(decided) // 2] < 50
    assert desk.errors == []


def test_a_long_article_is_drawn_as_it_comes_into_sight(lay, two_thousand):
    from playwright.sync_api import expect

    desk = lay(two_thousand)
    assert 0 < desk.page.locator("#article .chip").count() < 600
    desk.page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(desk.page.locator("#article .chip").nth(30)).to_be_attached()
    desk.page.click("#strip button >> nth=1999")
    desk.page.wait_for_selector("#article [data-i='1999']")
    desk.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert desk.page.locator("#article .chip").count() == 2000
