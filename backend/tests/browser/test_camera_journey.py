"""A new user adds a real RTSP camera that asks for a password, watches it, loses it and gets it back (F8, F16, F18)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, is_wider_than_the_screen
from tests.support.rtsp import RtspCamera, rtsp_camera
from tests.support.server import NAME, Server

pytestmark = [pytest.mark.browser, pytest.mark.covers("F8", "F16", "F18")]
CAMERA_PASSWORD = "p@ss:w/rd ?#"
_SHOWS_MORE_FRAMES = """async () => {
    const frames = () => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0
    const before = frames()
    for (let tries = 0; tries < 600; tries++) {
        if (frames() > before + 10) return true
        await new Promise(done => setTimeout(done, 100))
    }
    return false
}"""


def test_it_is_tested_saved_watched_lost_and_back(page: Page, server: Server, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    with rtsp_camera(tmp_path, "--auth", "digest", username="admin", password=CAMERA_PASSWORD) as camera:
        _become_administrator(page, server)
        _add(page, camera)
        expect(page.get_by_text("This is what it sees")).to_be_visible()
        assert page.evaluate(_SHOWS_MORE_FRAMES)
        page.get_by_role("button", name="Continue").click()
        page.get_by_role("link", name="Go to Home").click()
        page.get_by_role("link", name="Cameras").click()
        expect(page.get_by_text("Connected ·")).to_be_visible()
        assert axe_violations(page) == []
        camera.kill()
        expect(page.get_by_text("Down since")).to_be_visible()
        camera.start()
        expect(page.get_by_text("Connected ·")).to_be_visible()
        assert CAMERA_PASSWORD not in page.content()


def _become_administrator(page: Page, server: Server) -> None:
    page.goto("/")
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Password", exact=True).fill(server.password)
    page.get_by_role("button", name="Continue").click()


def _add(page: Page, camera: RtspCamera) -> None:
    page.get_by_label("Address", exact=True).fill(camera.address)
    page.get_by_label("User name").fill(camera.username)
    page.get_by_label("Password", exact=True).fill("wrong one")
    page.get_by_label("Name", exact=True).fill("Gate")
    page.get_by_role("button", name="Test the camera").click()
    answer = page.get_by_role("status", name="Test of the camera")
    expect(answer).to_contain_text("refused the user name or password")
    page.get_by_label("Password", exact=True).fill(CAMERA_PASSWORD)
    page.get_by_role("button", name="Test the camera").or_(page.get_by_role("button", name="Test again")).click()
    expect(answer.get_by_role("img")).to_be_visible()
    assert axe_violations(page) == []
    assert not is_wider_than_the_screen(page)
    page.get_by_role("button", name="Save camera").click()
