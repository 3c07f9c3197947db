"""Which of a camera's two streams a viewer sees (C9)."""

import io
from dataclasses import replace
from pathlib import Path

import av
import pytest

from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from argusai.pipeline.capture.streams.wire import LiveStream
from tests.support.capture import Listener, a_camera, capturing, connected
from tests.support.video import Recipe, make_clip
from tests.support.waiting import until

pytestmark = pytest.mark.covers("C9", "C11")


async def test_the_small_stream_is_shown_where_there_is_one_and_asked_for(tmp_path: Path) -> None:
    large = Source("file", str(make_clip(tmp_path / "large.mp4", Recipe(width=640, height=360))), loop=True)
    small = Source("file", str(make_clip(tmp_path / "small.mp4", Recipe(width=320, height=180))), loop=True)
    one, two = a_camera(large, "one"), replace(a_camera(large, "two"), sub=small)

    async def seen(supervisor: CaptureSupervisor, stream: LiveStream) -> tuple[str, int]:
        async with supervisor.watch(two.id, "file", stream) as viewer:
            content = b""
            async for message in viewer:
                content += message
                if content.count(b"moof") >= 5:
                    break
        with av.open(io.BytesIO(content), "r") as video:
            return viewer.header["stream"], video.streams.video[0].width

    async with capturing(tmp_path, Listener(), one, two) as supervisor:
        for camera in (one, two):
            await connected(supervisor, camera)

        async def both() -> bool:
            health = supervisor.health(two.id)
            return health is not None and health.second is not None and health.second.condition == "connected"

        await until(both, 30)
        assert await seen(supervisor, "main") == ("main", 640)
        assert await seen(supervisor, "sub") == ("sub", 320)
        async with supervisor.watch(one.id, "file", "sub") as viewer:
            assert viewer.header["stream"] == "main"  # it has no other
