"""From a picture at the camera to the same picture, decoded, at a viewer: each shows when it was made."""

import asyncio
import json
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import av
import numpy as np
import pytest
from av.video.codeccontext import VideoCodecContext
from websockets.asyncio.client import connect

from argusai.accounts.contract import COOKIE
from tests.support.rtsp import rtsp_camera
from tests.support.server import Server, shared_server
from tests.support.waiting import wait_until

pytestmark = [pytest.mark.covers("C9"), pytest.mark.soak]  # it measures time, which a busy machine has none of
_PICTURES = 45
_MOST_SECONDS = 1.5  # C9


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, UUID]]:
    folder = tmp_path_factory.mktemp("delay")
    with rtsp_camera(folder, "--clock", "--tcp-only") as camera, shared_server(folder / "house") as server:
        camera_id = server.add({"name": "Clock", "source": {"kind": "rtsp", "url": camera.address}})
        wait_until(lambda: server.camera(camera_id)["health"]["condition"] == "connected", 60)
        yield server, camera_id


async def delays(server: Server, camera_id: UUID) -> list[float]:
    """Of so many pictures, after those that a late viewer gets at once."""
    url = f"{server.url.replace('http', 'ws')}/api/v1/cameras/{camera_id}/live"
    cookie = {"Cookie": f"{COOKIE}={server.client.cookies[COOKIE]}"}
    found: list[float] = []
    async with connect(url, additional_headers=cookie, proxy=None) as socket, asyncio.timeout(60):
        assert json.loads(await socket.recv())["format"] == "mp4"
        decoder = make_decoder(bytes(await socket.recv()))  # type: ignore[arg-type]
        while len(found) < _PICTURES:
            message = bytes(await socket.recv())  # type: ignore[arg-type]
            sample = message[message.index(b"mdat") + 4 :]
            for frame in decoder.decode(av.Packet(sample)):
                late = (time.time_ns() // 1_000_000 - read_clock(frame.to_ndarray(format="gray").astype(np.uint8))) % (
                    1 << 16
                )
                found.append(late / 1000)
    return found


def make_decoder(init: bytes) -> VideoCodecContext:
    place = init.index(b"avcC")
    decoder = av.CodecContext.create("h264", "r")
    assert isinstance(decoder, VideoCodecContext)
    decoder.extradata = init[place + 4 : place - 4 + int.from_bytes(init[place - 4 : place])]
    decoder.thread_count = 1
    return decoder


def read_clock(picture: "np.typing.NDArray[np.uint8]") -> int:
    columns = np.array_split(picture, 16, axis=1)
    return sum(1 << (15 - place) for place, column in enumerate(columns) if column.mean() > 128)


async def test_a_picture_reaches_the_viewer_in_time(
    watched: tuple[Server, UUID], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = sorted((await delays(*watched))[15:])  # a second of them was waiting
    p95 = found[int(len(found) * 0.95)]
    with capsys.disabled():
        print(f"\nlive delay on loopback, 15 pictures a second: p50 {statistics.median(found):.3f} s, p95 {p95:.3f} s")
    assert p95 <= _MOST_SECONDS
