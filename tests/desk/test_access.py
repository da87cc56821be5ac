"""Anyone can use the desk: no violation of any weight, in both views, by day and by night."""

from __future__ import annotations

import pytest
from reporting import document, finding, report, sample

from mtqa.render import render_folder

pytestmark = pytest.mark.chromium


def violations(desk) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(desk.page).response["violations"]
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 900), (390, 800)])
def test_the_desk_has_no_violation(lay, scheme, size):
    desk = lay(sample(), color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    page = desk.page
    assert violations(desk) == []
    desk.keys("v")
    page.locator(".counts").first.evaluate("node => { node.open = true }")
    assert violations(desk) == []
    desk.keys("a", "r", "f")
    page.locator("#list details").evaluate("node => { node.open = true }")
    page.evaluate("document.querySelector('.menu').open = true")
    assert violations(desk) == []
    page.locator("h1").first.click()
    desk.keys("v", "e")
    assert violations(desk) == []
    page.wait_for_selector("textarea")
    page.keyboard.press("Escape")
    page.locator("body").press("?")
    assert violations(desk) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_index_has_no_violation(lay, scheme):
    desk = lay(render_folder(sample(), "html")["index.html"], color_scheme=scheme)
    assert violations(desk) == []


def test_every_control_is_reached_by_keyboard(lay):
    desk = lay(sample())
    reached = set()
    for _ in range(60):
        desk.keys("Tab")
        reached.add(
            desk.page.evaluate(
                "document.activeElement.dataset.act || document.activeElement.id || document.activeElement.textContent.slice(0, 20)"
            )
        )
    assert {"accept", "refuse", "rewrite", "note", "filter-button"} <= reached
    assert any("Take out" in item for item in reached)


def test_changes_are_announced_in_words(lay):
    desk = lay(sample())
    assert (
        desk.page.locator("#article del >> nth=0")
        .evaluate("n => n.textContent")
        .startswith(" deleted:")
    )
    assert (
        desk.page.locator("#article ins >> nth=0")
        .evaluate("n => n.textContent")
        .startswith(" inserted:")
    )
    assert desk.page.get_attribute("#article p", "lang") == "en"
    desk.keys("a")
    assert desk.page.inner_text("#say").startswith("Accepted. 4 still open. Next: Wrong term")


def test_right_to_left_text_reads_from_the_right(lay):
    doc = document("العنوان هنا\n\nهذا نص عربي فيه كلمة خاطئة هنا.\n", path="ar.txt")
    desk = lay(report(doc, finding(doc, "خاطئة", "صحيحة")))
    direction = "n => getComputedStyle(n).direction"
    assert desk.page.locator("#article p >> nth=0").evaluate(direction) == "rtl"
    assert desk.page.locator(".option .words").first.evaluate(direction) == "rtl"


def test_reduced_motion_does_not_glide(lay):
    desk = lay(sample(), reduced_motion="reduce")
    desk.page.evaluate(
        "() => { Element.prototype.scrollIntoView = function (how) { window.how = how.behavior } }"
    )
    desk.keys("n")
    assert desk.page.evaluate("window.how") == "auto"


def test_paper_shows_every_reason_and_no_buttons(lay, tmp_path):
    desk = lay(sample())
    assert desk.page.pdf(format="A4").startswith(b"%PDF")
    desk.page.emulate_media(media="print")
    desk.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert desk.page.locator("#list li").count() == 5
    assert desk.page.locator("#list li >> nth=0").is_visible()
    assert not desk.page.locator("#bar").is_visible()
    assert not desk.page.locator("#card").is_visible()


def test_nothing_is_wider_than_a_phone(lay):
    desk = lay(sample(), viewport={"width": 360, "height": 720})
    for _ in range(2):
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= 360
        desk.keys("v")
