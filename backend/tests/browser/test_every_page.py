"""Every page at phone and desk width, light and dark: no axe violation, nothing overflows (F18)."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, is_wider_than_the_screen, sign_in
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.covers("F18")]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1440, "light"), (1440, "dark")])
def test_no_page_breaks_a_rule_or_scrolls_sideways(
    page: Page, server: Server, visit: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    camera_id = server.add_file(visit)
    event = server.wait_for_event(state="closed")
    sign_in(page, server)
    found: dict[str, list[str]] = {}
    paths = ["/", "/events", f"/events/{event['id']}", "/cameras", f"/cameras/{camera_id}", "/cameras/add"]
    for path in [*paths, f"/cameras/{camera_id}/edit", "/settings", "/nowhere"]:
        page.goto(path)
        expect(page.get_by_role("heading", level=1).first).to_be_visible()
        page.wait_for_load_state("networkidle")
        faults = axe_violations(page) + ["scrolls sideways"] * is_wider_than_the_screen(page)
        if faults:
            found[path] = faults
    assert found == {}
