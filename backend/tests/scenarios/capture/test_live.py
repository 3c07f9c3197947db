"""Live pictures from a real child to viewers."""

import asyncio
import io
import json
import os
import signal
import time
from pathlib import Path

import av
import pytest

from argusai.kit.errors import Unavailable
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.relay import Viewer
from argusai.pipeline.capture.streams.wire import LiveFormat
from tests.support.capture import Listener, a_camera, becomes, capturing, connected, pid_of
from tests.support.video import Recipe, make_clip
from tests.support.waiting import patient, until

pytestmark = pytest.mark.covers("F16", "C9", "C13")
FORMATS: tuple[LiveFormat, ...] = ("mp4", "jpeg")


@pytest.fixture
def camera(tmp_path: Path) -> Camera:
    path = make_clip(tmp_path / "clip.mp4", Recipe(b_frames=2, sound="aac"))
    return a_camera(Source("file", str(path), loop=True))


async def collect(viewer: Viewer, seconds: float) -> dict[int, bytes]:
    """What arrives for each track."""
    tracks: dict[int, bytes] = {}
    try:
        async with asyncio.timeout(seconds):
            async for message in viewer:
                tracks[message[0]] = tracks.get(message[0], b"") + message[1:]
    except TimeoutError:
        pass
    return tracks


async def test_each_track_is_an_mp4_that_plays(tmp_path: Path, camera: Camera) -> None:
    async with capturing(tmp_path, Listener(), camera) as supervisor:
        await connected(supervisor, camera)
        async with supervisor.watch(camera.id, "mp4") as viewer:
            assert [track.partition(";")[0] for track in viewer.header["tracks"]] == ["video/mp4", "audio/mp4"]
            tracks = await collect(viewer, 6)
    with av.open(io.BytesIO(tracks[0]), "r") as video:
        frames = list(video.decode(video=0))
    times = [frame.time for frame in frames]
    assert frames[0].key_frame
    assert times == sorted(times)
    assert 60 <= len(frames) <= 130  # across the file's loop
    with av.open(io.BytesIO(tracks[1]), "r") as sound:
        assert sum(frame.samples for frame in sound.decode(audio=0)) > 4 * 8000


async def test_a_late_viewer_has_a_picture_at_once(tmp_path: Path, camera: Camera) -> None:
    async with capturing(tmp_path, Listener(), camera) as supervisor:
        await connected(supervisor, camera)
        async with supervisor.watch(camera.id, "mp4") as first:
            await collect(first, 2.5)
            async with supervisor.watch(camera.id, "mp4") as late:
                at_once = await collect(late, patient(0.5))
    with av.open(io.BytesIO(at_once[0]), "r") as video:
        assert next(video.decode(video=0)).key_frame


async def test_nothing_is_sent_while_nobody_watches(tmp_path: Path, camera: Camera) -> None:
    async with capturing(tmp_path, Listener(), camera) as supervisor:
        await connected(supervisor, camera)
        for picture_format in (*FORMATS, "overlay"):
            async with supervisor.watch(camera.id, picture_format) as viewer:
                await anext(viewer)
        part = next(iter(supervisor._parts))
        taken: list[object] = []
        part.live.take = taken.append  # type: ignore[method-assign, assignment]

        async def falls_silent() -> bool:
            before = len(taken)
            await asyncio.sleep(0.5)
            return len(taken) == before

        await until(falls_silent, 20)  # what was under way
        taken.clear()
        await asyncio.sleep(1.5)  # that nothing comes can only be seen in time that passes
        assert taken == []


async def test_jpegs_come_five_times_a_second_at_most(tmp_path: Path, camera: Camera) -> None:
    async with capturing(tmp_path, Listener(), camera) as supervisor:
        await connected(supervisor, camera)
        pictures = []
        async with supervisor.watch(camera.id, "jpeg") as viewer:
            assert viewer.header == {"format": "jpeg", "stream": "main"}
            began = time.monotonic()
            async with asyncio.timeout(60):
                async for picture in viewer:
                    pictures.append(picture)
                    if len(pictures) == 12:
                        break
            took = time.monotonic() - began
    assert took > 2 - 0.4  # eleven pauses of a fifth of a second, but for two that may have been waiting
    assert all(picture[:2] == b"\xff\xd8" for picture in pictures)


async def test_the_feed_ends_when_the_process_dies_and_can_be_had_again(
    tmp_path: Path, camera: Camera, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A busy machine needs longer than a viewer would wait to start the process again.
    monkeypatch.setattr("argusai.pipeline.capture.streams.relays._HEADER_SECONDS", 60)
    async with capturing(tmp_path, Listener(), camera) as supervisor:
        await connected(supervisor, camera)
        async with supervisor.watch(camera.id, "mp4") as viewer, supervisor.watch(camera.id, "overlay") as shown:
            os.kill(pid_of(supervisor), signal.SIGKILL)
            async with asyncio.timeout(60):
                for each in (viewer, shown):
                    async for _ in each:
                        pass
        async with supervisor.watch(camera.id, "mp4") as again:
            assert (await collect(again, patient(1)))[0]
        async with supervisor.watch(camera.id, "overlay") as shown, asyncio.timeout(60):
            assert shown.header == {"format": "overlay", "stream": "main"}
            assert json.loads(await anext(shown))["seen"] > 0


async def test_a_camera_without_a_picture_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argusai.pipeline.capture.streams.relays._HEADER_SECONDS", 0.5)
    dark = a_camera(Source("file", str(tmp_path / "none.mp4")))
    async with capturing(tmp_path, Listener(), dark) as supervisor:
        await becomes(supervisor, dark, "down")
        for camera_id in (dark.id, a_camera(dark.source).id):
            for picture_format in FORMATS:
                with pytest.raises(Unavailable) as caught:
                    async with supervisor.watch(camera_id, picture_format):
                        pass
                assert caught.value.slug == "no-picture"
