"""A camera that crashes the process it shares with others: found, kept apart, and taken back."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.streams.contract import HELD_SLUG
from argusai.pipeline.capture.streams.quarantine import STEADY_SECONDS
from tests.support.capture import Listener, becomes, capturing, connected
from tests.support.rtsp import rtsp_camera
from tests.support.set_clock import SetClock
from tests.support.waiting import until

pytestmark = pytest.mark.covers("C20")


async def test_the_one_that_crashes_is_kept_apart_and_the_others_go_on(tmp_path: Path) -> None:
    listener, clock = Listener(), SetClock()
    with rtsp_camera(tmp_path) as server:
        cameras = [Camera(UUID(int=number), "camera", server.source) for number in range(1, 5)]
        culprit, *others = cameras
        culprit = replace(culprit, name="crash")
        async with capturing(tmp_path, listener, culprit, *others, clock=clock, restart_most_seconds=0.1) as supervisor:
            await until(lambda: (health := supervisor.health(culprit.id)) and health.stops, 90)
            health = await becomes(supervisor, culprit, "down")
            assert health.reason_slug == HELD_SLUG
            assert sorted(part.cameras for part in supervisor.parts()) == [1, 1, 2]  # of four: half, and half of that
            assert [part.held for part in supervisor.parts()].count(True) == 1
            for other in others:
                assert (await connected(supervisor, other, 30)).stops == 0
            losses, before = len(listener.losses), [len(listener.seen(other)) for other in others]
            await until(
                lambda: all(len(listener.seen(other)) > seen for other, seen in zip(others, before, strict=True)), 20
            )
            assert all(lost == {culprit.id} for lost, _ in listener.losses[losses:])

            clock.skipped = STEADY_SECONDS + 1
            await until(lambda: sorted(part.cameras for part in supervisor.parts()) == [1, 3], 20)
            for other in others:
                await connected(supervisor, other, 30)
            assert [part.held for part in supervisor.parts()].count(True) == 1

            mended = replace(culprit, name="camera", source=replace(server.source, address=server.address + "?mended"))
            await supervisor.set_cameras([mended, *others])
            assert (await connected(supervisor, mended, 8)).stops == 0  # the pause it was in is over
