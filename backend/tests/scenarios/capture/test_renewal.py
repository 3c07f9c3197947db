"""Capture processes that are started anew by wish: what they read at their start was changed."""

import os
import signal
import sys
from functools import partial
from pathlib import Path

import pytest

from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from tests.support.capture import Listener, a_camera, becomes, capturing, connected, pid_of
from tests.support.video import Recipe, make_clip
from tests.support.waiting import until

pytestmark = pytest.mark.covers("F7")
NEVER_READY = [sys.executable, "-c", "import time; time.sleep(60)"]


def _another(supervisor: CaptureSupervisor, gone: set[int | None]) -> bool:
    return supervisor.parts()[0].pid not in gone


async def test_one_that_is_still_starting_is_replaced_at_once(tmp_path: Path) -> None:
    listener, camera = Listener(), a_camera(Source("file", "nowhere.mp4"))
    settings = StreamSettings(media_folder=tmp_path, stop_seconds=0.1)
    async with CaptureSupervisor(NEVER_READY, listener, SystemClock(), settings) as supervisor:
        await supervisor.set_cameras([camera])
        await supervisor.renew()  # before there is any
        await until(lambda: supervisor.parts()[0].pid, 5)
        for _ in range(2):
            starting = pid_of(supervisor)
            await supervisor.renew()
            gone = {None, starting}
            await until(partial(_another, supervisor, gone), 5)
        (part,) = supervisor.parts()
        assert (part.running, part.restarts) == (False, 0)
        assert part.away_seconds > 0
        health = supervisor.health(camera.id)
        assert health is not None
        assert health.condition == "connecting"
    assert listener.losses == []


async def test_cameras_are_connecting_meanwhile_and_one_that_does_not_finish_is_lost(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "clip.mp4", Recipe())
    listener, camera = Listener(), a_camera(Source("file", str(clip), loop=True))
    async with capturing(tmp_path, listener, camera, stop_seconds=1) as supervisor:
        await connected(supervisor, camera)
        assert supervisor.parts()[0].away_seconds == 0
        before = pid_of(supervisor)
        await supervisor.renew()
        await until(lambda: not supervisor.parts()[0].running, 5)
        health = supervisor.health(camera.id)
        assert health is not None
        assert health.condition == "connecting"
        await connected(supervisor, camera)
        assert pid_of(supervisor) != before
        assert (listener.losses, supervisor.parts()[0].restarts) == ([], 0)
        assert ("connecting", "") in listener.conditions(camera)
        os.kill(pid_of(supervisor), signal.SIGSTOP)
        await supervisor.renew()
        await becomes(supervisor, camera, "down")
        await until(lambda: listener.losses, 5)
