"""An event arrives by itself, is read, played, rated, and described by models (F10, F15, F18, D13)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, sign_in
from tests.support.describers_page import describe_by_models
from tests.support.server import Server
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.covers("F10", "F15", "F18", "D13")]
_SEEKED = "(clip => clip.currentTime >= 3 && !clip.seeking)(document.querySelector('video'))"


def test_an_event_arrives_without_a_reload_its_clip_plays_and_seeks_and_it_is_corrected(
    page: Page, server: Server, visit: Path
) -> None:
    sign_in(page, server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Home")
    server.add_file(visit)
    event = server.wait_for_event(state="closed")
    # Its words may change while it is read: a clip that ends closes it in more than one step.
    page.get_by_role("main").locator(f"a[href$='/events/{event['id']}']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(server.event(event["id"])["description"]["text"])
    expect(page.get_by_label("Clip of this event")).to_be_visible()
    page.evaluate("() => { const clip = document.querySelector('video'); clip.muted = true; return clip.play(); }")
    wait_until(lambda: page.evaluate("document.querySelector('video').currentTime > 0.5"), 60, "the clip to play")
    page.evaluate("document.querySelector('video').currentTime = 3")
    wait_until(lambda: page.evaluate(_SEEKED), 60, "the clip to seek")
    wait_until(lambda: server.client.get("/events/summary").json()["unseen"] == 0, 60, "looking to make it seen")
    _correct(page, server, event["id"])
    describe_by_models(page, server, event["id"])


def _correct(page: Page, server: Server, event_id: str) -> None:
    page.get_by_role("button", name="not right").or_(page.get_by_role("button", name="wrong")).first.click()
    page.get_by_role("textbox").fill("That was the postman.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("That was the postman.")).to_be_visible()
    stored = wait_until(lambda: server.event(event_id)["feedback"], 60, "the rating to be stored")
    assert stored["rating"] == "down"
    assert axe_violations(page) == []
