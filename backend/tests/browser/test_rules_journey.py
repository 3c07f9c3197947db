"""Somebody makes a rule with the keys alone, sees what it would have told, and reads why it fired (N2, N4, N12)."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import axe_violations, is_wider_than_the_screen, sign_in
from tests.support.sent import white
from tests.support.server import Server
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.covers("N2", "N4", "N5", "N12", "N15")]


def test_a_rule_is_made_tried_and_explained_with_the_keys_alone(page: Page, server: Server, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    source = {"kind": "file", "path": str(tmp_path / "yard.mp4")}
    camera_id = str(server.add({"name": "Yard", "source": source, "enabled": False}))
    first = _send(server, camera_id, "cat")
    sign_in(page, server)
    page.goto("/rules")
    expect(page.get_by_text("is seen: tell everybody.")).to_be_visible()
    _press(page.get_by_role("link", name="New rule"), "Enter")
    _build(page)
    _looks_well(page)
    _press(page.get_by_role("button", name="Make the rule"), "Enter")
    expect(page.get_by_role("switch", name="On: Cats in the yard")).to_be_checked()
    _looks_well(page)
    second = _send(server, camera_id, "cat")
    _read_why(page, second)
    page.goto(f"/events/{first}")
    expect(page.get_by_text("Cats in the yard")).to_be_hidden()


def test_the_mode_is_changed_at_the_top_and_silences(page: Page, server: Server, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    source = {"kind": "file", "path": str(tmp_path / "yard.mp4")}
    camera_id = str(server.add({"name": "Yard", "source": source, "enabled": False}))
    sign_in(page, server)
    page.goto("/modes")
    switch = page.get_by_role("combobox", name="Mode", exact=True)
    switch.focus()
    switch.select_option("Disarmed")
    expect(page.get_by_text("The mode is Disarmed, chosen by")).to_be_visible()
    _press(page.get_by_role("button", name="Add a time"), "Enter")
    page.get_by_label("Change to").select_option("Home")
    _press(page.get_by_role("button", name="Save the times"), "Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    _looks_well(page)
    page.goto(f"/events/{_send(server, camera_id, 'cat')}")
    _press(page.locator("summary").filter(has_text="Somebody or something came").first, "Enter")
    expect(page.get_by_text("The mode Disarmed keeps rules silent").first).to_be_visible()
    page.goto(f"/why?camera={camera_id}")
    expect(page.get_by_text("A rule asks for it, and the mode kept it silent.")).to_be_visible()
    expect(page.get_by_text("Yard did not watch in this time.")).to_be_visible()
    _looks_well(page)


def _press(what: Locator, key: str) -> None:
    what.focus()
    what.press(key)


def _build(page: Page) -> None:
    _press(page.get_by_role("checkbox", name="Cat"), "Space")
    _press(page.get_by_role("checkbox", name="Yard"), "Space")
    page.get_by_label("Name").focus()
    page.keyboard.type("Cats in the yard")
    expect(page.get_by_text("When a cat is seen and it happens at Yard: tell everybody.")).to_be_visible()
    expect(page.get_by_text("It would have told you of 1 of 1 event of the last 7 days.")).to_be_visible()


def _read_why(page: Page, event_id: str) -> None:
    page.goto(f"/events/{event_id}")
    _press(page.locator("summary").filter(has_text="Cats in the yard").first, "Enter")
    expect(page.get_by_role("listitem").filter(has_text="a cat is seen: a cat").first).to_be_visible()
    _looks_well(page)


def _looks_well(page: Page) -> None:
    page.evaluate("window.scrollTo(0, 0)")
    assert axe_violations(page) == []
    assert not is_wider_than_the_screen(page)


def _send(server: Server, camera_id: str, label: str) -> str:
    """A picture that a program sends; its event, once the rules have looked at all of it."""
    wanted = {"camera_id": camera_id, "label": label}
    headers = {"idempotency-key": str(uuid4()), "content-type": "image/jpeg"}
    answer = server.client.post("/events", params=wanted, content=white("jpeg"), headers=headers)
    event_id: str = answer.json()["id"]

    def looked() -> bool:
        found = server.client.get(f"/events/{event_id}/why")
        stages = [look for look in found.json().get("looks", ()) if look["looked_at"]] if found.is_success else []
        return {"opened", "closed"} <= {look["stage"] for look in stages}

    wait_until(looked, timeout_seconds=60)
    return event_id
