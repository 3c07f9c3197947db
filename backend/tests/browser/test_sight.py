"""The analysis at work, over the live picture of a real street, by keyboard (C13)."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, is_wider_than_the_screen, sign_in
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.covers("C13")]
_DRAWN = "[data-testid=drawing] [data-kind^=%s]"


def test_what_argusai_sees_is_drawn_and_told(page: Page, server: Server, visit: Path) -> None:
    camera = server.add_file(visit, loop=True)
    sign_in(page, server)
    page.goto(f"/cameras/{camera}")
    page.get_by_role("link", name="What ArgusAI sees").press("Enter")
    expect(page.get_by_role("heading", level=1, name=re.compile("What ArgusAI sees at"))).to_be_visible()
    for kind in ("motion", "detection", "track"):
        expect(page.locator(_DRAWN % kind).first).to_be_attached()
    tracks = page.get_by_role("list", name="Tracks now")
    expect(tracks.get_by_text(re.compile(r"^Person \d+ moves")).first).to_be_visible()
    expect(page.get_by_role("status", name="Tracks")).to_contain_text("Person")
    expect(page.get_by_text(re.compile(r"Looks at \d+ pictures a second · \d+ tracks?"))).to_be_visible()
    box = page.locator("[data-testid=drawing]").bounding_box()
    shown = page.get_by_label(re.compile("^Live picture of"), exact=False).and_(page.locator("video, img")).first
    place = shown.bounding_box()
    assert box
    assert place
    assert all(abs(box[side] - place[side]) <= 1 for side in ("x", "y", "width", "height")), "boxes lie on the picture"
    page.get_by_role("button", name="Tracks").press(" ")
    expect(page.locator(_DRAWN % "track")).to_have_count(0)
    assert axe_violations(page) == []
    assert not is_wider_than_the_screen(page)
