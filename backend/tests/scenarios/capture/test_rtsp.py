"""A real RTSP camera: signs in, is killed, comes back, freezes, refuses."""

import asyncio
import time
from pathlib import Path

import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.errors import StreamError
from argusai.pipeline.capture.streams.probe import probe
from tests.support.capture import Listener, a_camera, becomes, capturing, connected
from tests.support.rtsp import rtsp_camera
from tests.support.secrets import secret
from tests.support.waiting import patient, until, within

pytestmark = pytest.mark.covers("F7", "F8")
PASSWORD = secret("p@ss:w/rd é")


async def test_digest_sign_in_gives_picture_and_sound(tmp_path: Path) -> None:
    options = ("--auth", "digest", "--sound", "aac", "--tcp-only")
    with rtsp_camera(tmp_path, *options, username="admin", password=PASSWORD) as server:
        result = await probe(server.source)
        assert (result.facts.codec, result.facts.width, result.facts.height) == ("h264", 320, 180)
        assert result.facts.has_sound
        assert result.jpeg[:2] == b"\xff\xd8"
        camera, listener = a_camera(server.source), Listener()
        async with capturing(tmp_path, listener, camera) as supervisor:
            await connected(supervisor, camera)
            await until(lambda: len(listener.seen(camera)) >= 2, 20)
            async with supervisor.watch(camera.id, "mp4") as viewer:
                assert len(viewer.header["tracks"]) == 2


@pytest.mark.covers("F30")
async def test_a_server_that_was_killed_is_dialled_again_when_it_is_back(tmp_path: Path) -> None:
    with rtsp_camera(tmp_path) as server:
        camera, listener = a_camera(server.source), Listener()
        async with capturing(tmp_path, listener, camera) as supervisor:
            await connected(supervisor, camera)
            async with supervisor.watch(camera.id, "mp4") as viewer:
                server.kill()
                async with asyncio.timeout(60):
                    async for _ in viewer:
                        pass
            await becomes(supervisor, camera, "down", 5)
            await until(lambda: (supervisor.health(camera.id) or listener.healths[-1]).dials >= 2, 30)
            server.start()
            health = await connected(supervisor, camera, 15)
            assert health.reconnects == 1
        assert supervisor.parts()[0].restarts == 0
    conditions = listener.conditions(camera)
    assert conditions[0] == ("connected", "")
    assert conditions[-1] == ("connected", "")
    assert {slug for condition, slug in conditions if condition == "down"} <= {"failed", "refused"}


@pytest.mark.covers("F30")
async def test_a_frozen_server_is_noticed(tmp_path: Path) -> None:
    with rtsp_camera(tmp_path) as server:
        camera, listener = a_camera(server.source), Listener()
        async with capturing(tmp_path, listener, camera, read_timeout_seconds=2) as supervisor:
            await connected(supervisor, camera)
            server.freeze()
            assert (await becomes(supervisor, camera, "down", 12)).reason_slug == "timeout"
            server.thaw()
            await connected(supervisor, camera, 30)


@pytest.mark.covers("F30", "C20")
async def test_a_wrong_password_is_said_and_not_tried_again_and_again(tmp_path: Path) -> None:
    with rtsp_camera(tmp_path, "--auth", "digest", username="admin", password=PASSWORD) as server:
        camera, listener = a_camera(Source("rtsp", server.address, "admin", secret("not the one"))), Listener()
        async with capturing(tmp_path, listener, camera) as supervisor:
            health = await becomes(supervisor, camera, "down")
            assert health.reason_slug == "wrong-password"
            # That it is not dialled again can only be seen in time that passes: another camera would be by now, twice.
            await asyncio.sleep(2)
            later = supervisor.health(camera.id)
            assert later is not None
            assert later.dials == 0
            right = type(camera)(camera.id, camera.name, server.source)
            await supervisor.set_cameras([right])
            with within(5):
                await connected(supervisor, right)


@pytest.mark.parametrize(
    ("username", "password", "path", "slug"),
    [
        ("admin", "not the one", "/cam", "wrong-password"),
        ("", "", "/cam", "password-needed"),
        ("admin", PASSWORD, "/nope", "not-found"),
    ],
)
async def test_the_test_says_why_not(tmp_path: Path, username: str, password: str, path: str, slug: str) -> None:
    with rtsp_camera(tmp_path, "--auth", "basic", username="admin", password=PASSWORD) as server:
        address = server.address.replace("/cam", path)
        with pytest.raises(StreamError) as caught:
            await probe(Source("rtsp", address, username, password))
    assert caught.value.slug == slug


async def test_a_camera_that_accepts_and_says_nothing_times_out(tmp_path: Path) -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        began = time.monotonic()
        with pytest.raises(StreamError) as caught:
            await probe(Source("rtsp", f"rtsp://127.0.0.1:{port}/cam"), 3)
    assert caught.value.slug == "timeout"
    assert time.monotonic() - began < patient(8)


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("rtsp://127.0.0.1:1/cam", "refused"),
        ("rtsp://no-such-host.invalid/cam", "unknown-host"),
        ("http://127.0.0.1/cam", "not-a-video"),
    ],
)
async def test_where_nothing_is_the_test_says_so(address: str, slug: str) -> None:
    with pytest.raises(StreamError) as caught:
        await probe(Source("rtsp", address), 4)
    assert caught.value.slug == slug


@pytest.mark.parametrize(("codec", "ours", "mime"), [("h265", "hevc", "hvc1."), ("mjpeg", "mjpeg", "x-mjpeg")])
async def test_other_codecs_are_seen_too(tmp_path: Path, codec: str, ours: str, mime: str) -> None:
    with rtsp_camera(tmp_path, "--codec", codec) as server:
        camera, listener = a_camera(server.source), Listener()
        async with capturing(tmp_path, listener, camera) as supervisor:
            health = await connected(supervisor, camera)
            assert health.facts is not None
            assert health.facts.codec == ours
            async with supervisor.watch(camera.id, "mp4") as viewer:
                assert mime in viewer.header["tracks"][0]
            async with supervisor.watch(camera.id, "jpeg") as viewer, asyncio.timeout(60):
                assert (await anext(viewer))[:2] == b"\xff\xd8"


async def test_stopping_does_not_wait_for_a_frozen_server(tmp_path: Path) -> None:
    with rtsp_camera(tmp_path) as server:
        camera = a_camera(server.source)
        async with capturing(tmp_path, Listener(), camera) as supervisor:
            await connected(supervisor, camera)
            server.freeze()
            await asyncio.sleep(0.5)  # so that a read is under way; without it the test proves less, and passes
            began = time.monotonic()
        assert time.monotonic() - began < patient(2.5)


async def test_the_same_camera_twice_is_two_cameras(tmp_path: Path) -> None:
    with rtsp_camera(tmp_path) as server:
        first, second = a_camera(server.source), a_camera(server.source)
        listener = Listener()
        async with capturing(tmp_path, listener, first, second) as supervisor:
            await connected(supervisor, first)
            await connected(supervisor, second)
            await until(lambda: listener.seen(first) and listener.seen(second), 10)
        assert not listener.losses
