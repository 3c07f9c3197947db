"""Somebody arranges cameras, deletes one by mistake and gets it back, and takes the configuration along (C12)."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, is_wider_than_the_screen, sign_in
from tests.support.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.covers("C12")]


def test_cameras_are_arranged_and_a_deleted_one_comes_back(page: Page, server: Server, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ids = {}
    for name in ("Porch", "Shed"):
        source = {"kind": "file", "path": str(tmp_path / f"{name}.mp4")}
        ids[name] = str(server.add({"name": name, "source": source, "enabled": False}))
    sign_in(page, server)
    page.goto("/cameras/arrange")
    _arrange(page, server, ids)
    page.goto("/cameras")
    page.get_by_role("group", name="Groups of cameras").get_by_role("button", name="Street").click()
    expect(page.get_by_role("article", name="Shed")).to_be_hidden()
    expect(page.get_by_role("article", name="Porch")).to_be_visible()
    server.client.delete(f"/cameras/{ids['Porch']}")
    _go_back(page)
    assert server.client.get(f"/cameras/{ids['Porch']}").status_code == 200
    _export_and_look(page, tmp_path)


def _arrange(page: Page, server: Server, ids: dict[str, str]) -> None:
    up = page.get_by_role("button", name="Move Shed up")
    up.press("Enter")
    expect(page.get_by_text("Shed is now")).to_be_attached()
    expect(up).to_be_focused()
    page.get_by_role("checkbox", name="Porch").check()
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text("1 camera is switched on.")).to_be_visible()
    page.get_by_role("button", name="Make a group…").click()
    page.get_by_role("textbox", name="Name").fill("Street")
    page.get_by_role("button", name="Save the group").click()
    expect(page.get_by_role("heading", name="Street")).to_be_visible()
    page.evaluate("window.scrollTo(0, 0)")  # a row that is half under the bar counts as small
    assert axe_violations(page) == []
    assert not is_wider_than_the_screen(page)
    names = [each["name"] for each in server.client.get("/cameras").json()["items"]]
    assert names.index("Shed") < names.index("Porch")
    assert server.client.get(f"/cameras/{ids['Porch']}").json()["enabled"]
    assert [each["name"] for each in server.client.get("/camera-groups").json()["items"]] == ["Street"]


def _go_back(page: Page) -> None:
    page.goto("/settings/history")
    page.get_by_role("button", name="Go back to before: Porch: deleted").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Porch: added", exact=True)).to_be_visible()
    assert axe_violations(page) == []
    dialog.get_by_role("button", name="Go back", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Undid “Porch: deleted").first).to_be_visible()
    assert not is_wider_than_the_screen(page)


def _export_and_look(page: Page, folder: Path) -> None:
    page.goto("/settings/backup")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Export").click()
    file = folder / "house.json"
    saved.value.save_as(file)
    content = json.loads(file.read_text())
    assert {"Porch", "Shed"} <= {each["name"] for each in content["cameras"]}
    for camera in content["cameras"]:
        camera["keep"] = "words"
    file.write_text(json.dumps(content))
    page.get_by_role("button", name="Import…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("File", exact=True).set_input_files(file)
    expect(dialog.get_by_text("Porch: what is kept changed")).to_be_visible()
    assert axe_violations(page) == []
    dialog.get_by_role("button", name="Import", exact=True).click()
    expect(dialog.get_by_text("The file is imported.")).to_be_visible()
