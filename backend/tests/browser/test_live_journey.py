"""Watching live in a real browser, which plays no H.265: by keyboard, with sound, and what it falls back to (C9)."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe_violations, sign_in
from tests.support.rtsp import rtsp_camera
from tests.support.server import Server
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.covers("C9")]
_PLAYING = "[...document.querySelectorAll('video')].filter(each => each.videoWidth > 0 && each.currentTime > 0).length"
_HEARD = "[...document.querySelectorAll('video')].some(each => !each.muted && each.webkitAudioDecodedByteCount > 0)"


def test_live_by_keyboard(page: Page, server: Server, tmp_path: Path) -> None:
    (tmp_path / "sound").mkdir()
    (tmp_path / "h265").mkdir()
    with (
        rtsp_camera(tmp_path / "sound", "--sound", "pcmu") as sounding,
        rtsp_camera(tmp_path / "h265", "--codec", "h265") as modern,
    ):
        for name, camera in (("Yard", sounding), ("Street", modern)):
            camera_id = server.add({"name": name, "source": {"kind": "rtsp", "url": camera.address}})
            wait_until(lambda each=camera_id: server.camera(each)["health"]["condition"] == "connected", 60)  # type: ignore[misc]
        sign_in(page, server)
        page.get_by_role("link", name="Live", exact=True).click()
        yard = page.get_by_role("button", name="Show Yard alone")
        expect(yard).to_be_visible()
        wait_until(lambda: page.evaluate(_PLAYING) == 2, 60)  # H.265 converted
        assert axe_violations(page) == []

        yard.focus()
        page.keyboard.press("m")
        expect(page.get_by_role("button", name="Show Yard alone; its sound is on")).to_be_visible()
        wait_until(lambda: bool(page.evaluate(_HEARD)), 60)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name="Street")).to_be_visible()
        expect(page.get_by_text("Converted, because this browser cannot play")).to_be_visible()
        page.keyboard.press("f")
        wait_until(lambda: bool(page.evaluate("document.fullscreenElement !== null")), 30)
        page.keyboard.press("f")
        wait_until(lambda: bool(page.evaluate("document.fullscreenElement === null")), 30)
        page.keyboard.press("Escape")
        expect(page.get_by_role("heading", level=1, name="Live", exact=True)).to_be_visible()
