"""Somebody tells a camera what to watch for: a zone by mouse, a mask by keys, a limit in words (E8)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, is_wider_than_the_screen, sign_in
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.covers("E8", "C5")]


def test_zones_masks_and_limits_are_set_and_hold_without_a_new_connection(
    page: Page, server: Server, visit: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    camera = server.add_file(visit)
    sign_in(page, server)
    page.goto(f"/cameras/{camera}")
    page.get_by_role("link", name="Change what it watches for").click()
    _draw_a_zone_by_mouse(page)
    _make_a_mask_by_keys(page)
    _make_a_line_by_keys(page)
    page.get_by_role("switch", name="Bird").click()
    page.get_by_label("Limits for person").click()
    page.get_by_role("slider", name="Smallest height").press("ArrowRight")
    expect(page.get_by_text("smallest height: 5 % of the picture")).to_be_visible()
    assert axe_violations(page) == []
    assert not is_wider_than_the_screen(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It holds from the next picture on")).to_be_visible()
    kept = server.client.get(f"/cameras/{camera}").json()
    assert [zone["name"] for zone in kept["rules"]["zones"]] == ["Yard"]
    assert kept["rules"]["masks"][0][0] == [0.3, 0.3]
    [line] = kept["rules"]["lines"]
    assert (line["name"], line["direction"], line["right"]) == ("Gate", "left_to_right", "the house")
    assert line["points"] == [[0.5, 0.25], [0.5, 0.9]]
    assert {each["label"]: each["told"] for each in kept["rules"]["filters"]} == {"bird": False, "person": True}
    assert kept["health"]["condition"] in {"connected", "connecting", "ended"}  # the clip may be over
    assert kept["health"]["reconnects"] == 0


def _draw_a_zone_by_mouse(page: Page) -> None:
    page.get_by_role("button", name="Add zone").click()
    picture = page.get_by_role("img", name="What").first
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    for x, y in ((0.1, 0.5), (0.9, 0.5), (0.9, 0.95), (0.1, 0.95)):
        picture.click(position={"x": x * box["width"], "y": y * box["height"]}, force=True)
    page.get_by_role("button", name="Finish zone").click()
    corner, box = page.get_by_role("button", name="Corner 1 of").bounding_box(), picture.bounding_box()
    assert corner is not None
    assert box is not None
    page.mouse.move(corner["x"] + 22, corner["y"] + 22)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.4 * box["height"], steps=3)
    page.mouse.up()
    expect(page.get_by_role("button", name="Corner 1 of")).to_have_accessible_name(
        "Corner 1 of Zone 1: 20 % from the left, 40 % from the top"
    )
    page.get_by_label("Name of the zone").fill("Yard")


def _make_a_mask_by_keys(page: Page) -> None:
    page.get_by_role("button", name="Add mask").press("Enter")
    page.get_by_role("button", name="Rectangle", exact=True).press("Enter")
    corner = page.get_by_role("button", name="Corner 1 of Mask 1")
    expect(corner).to_be_focused()
    corner.press("Shift+ArrowUp")
    expect(corner).to_have_accessible_name("Corner 1 of Mask 1: 30 % from the left, 30 % from the top")


def _make_a_line_by_keys(page: Page) -> None:
    page.get_by_role("button", name="Add line").press("Enter")
    page.get_by_role("button", name="Upright").press("Enter")
    corner = page.get_by_role("button", name="Corner 1 of Line 1")
    expect(corner).to_be_focused()
    corner.press("Shift+ArrowDown")
    page.get_by_label("Name of the line").fill("Gate")
    page.get_by_role("radio", name="Only from its left to its right").press("Space")
    page.get_by_label("What lies to its right").fill("the house")
