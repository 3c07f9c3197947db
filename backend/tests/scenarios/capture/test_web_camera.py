"""A camera over HTTP in a real capture process: shown, lost, back, and quiet about it."""

import asyncio
from pathlib import Path

import pytest

from tests.support.capture import Listener, a_camera, becomes, capturing, connected
from tests.support.waiting import until
from tests.support.web_camera import WebCamera, web_camera

pytestmark = pytest.mark.covers("C2", "C3")


async def test_a_web_camera_is_shown_lost_and_back(tmp_path: Path) -> None:
    behaviour = WebCamera()
    with web_camera(behaviour) as served:
        camera, listener = a_camera(served.source()), Listener()
        capture = capturing(tmp_path, listener, camera, read_timeout_seconds=1, knock_seconds=0.2)
        supervisor = await capture.__aenter__()
        health = await connected(supervisor, camera)
        assert health.facts is not None
        assert (health.facts.codec, health.facts.width) == ("mjpeg", 320)
        async with supervisor.watch(camera.id, "mp4") as viewer:
            assert "x-mjpeg" in viewer.header["tracks"][0]  # no browser claims it, and the page takes JPEGs
        async with supervisor.watch(camera.id, "jpeg") as viewer, asyncio.timeout(60):
            assert (await anext(viewer))[:2] == b"\xff\xd8"
        await until(lambda: len(listener.seen(camera)) >= 2, 20)
        assert served.connections == 1
    try:
        await until(lambda: ("down", "refused") in listener.conditions(camera), 20)
        with web_camera(WebCamera(port=behaviour.port)):
            await until(lambda: listener.conditions(camera)[-1] == ("connected", ""), 20)
            conditions = listener.conditions(camera)
            assert {slug for condition, slug in conditions if condition == "down"} <= {"failed", "refused", "timeout"}
    finally:
        await capture.__aexit__(None, None, None)


async def test_a_camera_that_keeps_its_connection_and_falls_silent_is_noticed(tmp_path: Path) -> None:
    with web_camera(WebCamera(freezes_after=20)) as served:
        camera, listener = a_camera(served.source()), Listener()
        async with capturing(tmp_path, listener, camera, read_timeout_seconds=1) as supervisor:
            await connected(supervisor, camera)
            assert (await becomes(supervisor, camera, "down", 20)).reason_slug == "timeout"
