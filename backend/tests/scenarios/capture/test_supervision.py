"""Capture processes that are killed, frozen, orphaned, stopped: real ones."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from argusai.kit.clock import SimulatedClock
from argusai.kit.errors import Unavailable
from argusai.pipeline.capture.cameras.contract import Camera, Source, WatchRules, Zone
from argusai.pipeline.capture.streams.clip_file import adopt_partial
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from tests.support.capture import Listener, a_camera, becomes, capturing, connected, pid_of, refusing
from tests.support.packets import at
from tests.support.programs import has_ended
from tests.support.video import Recipe, make_clip, make_garbage
from tests.support.waiting import patient, until, wait_until, within

pytestmark = pytest.mark.covers("F7")


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_clip(tmp_path / "clip.mp4", Recipe(b_frames=2, sound="aac"))


@pytest.fixture
def camera(clip: Path) -> Camera:
    return a_camera(Source("file", str(clip), loop=True))


async def test_frames_of_a_looped_file_are_seen_at_its_speed(tmp_path: Path, camera: Camera) -> None:
    listener = Listener()
    async with capturing(tmp_path, listener, camera) as supervisor:
        await until(lambda: len(listener.seen(camera)) >= 6, 20)
        health = await connected(supervisor, camera)
    media = [report["media"] for report in listener.seen(camera)]
    assert media == sorted(media)
    assert media[5] == pytest.approx(5, abs=0.5)  # every fifth of five a second
    assert health.facts is not None
    assert (health.facts.codec, health.facts.width, health.facts.has_sound) == ("h264", 320, True)
    assert listener.reports[-1] == {"camera_id": str(camera.id), "closed": listener.reports[-1]["closed"]}


async def test_a_killed_process_is_noticed_and_back(tmp_path: Path, camera: Camera) -> None:
    listener = Listener()
    async with capturing(tmp_path, listener, camera) as supervisor:
        await connected(supervisor, camera)
        with within(5):
            os.kill(pid_of(supervisor), signal.SIGKILL)
            await until(lambda: listener.losses, 1)
            lost, healths = listener.losses[0], len(listener.healths)
            assert lost[0] == {camera.id}
            await until(lambda: any(each.condition == "connected" for each in listener.healths[healths:]), 5)
        assert supervisor.parts()[0].restarts == 1
    assert ("down", "failed") in listener.conditions(camera)


@pytest.mark.covers("E11")
async def test_processes_share_the_detector_of_the_machine(tmp_path: Path, camera: Camera, clip: Path) -> None:
    other = a_camera(Source("file", str(clip), loop=True), "other")
    async with capturing(tmp_path, Listener(), camera, other, cameras_per_process=1) as supervisor:

        def looks() -> list[float]:
            return [health.looks.per_second for each in (camera, other) if (health := supervisor.health(each.id))]

        await connected(supervisor, camera)
        await connected(supervisor, other)
        assert len(supervisor.parts()) == 2
        await until(lambda: looks() == [5.0, 5.0], 20)
        await supervisor.set_cameras([camera])
        await until(lambda: looks() == [10.0], 20)  # alone, it may use all of it


async def test_a_frozen_process_is_noticed_and_replaced(tmp_path: Path, camera: Camera) -> None:
    listener = Listener()
    async with capturing(tmp_path, listener, camera) as supervisor:
        await connected(supervisor, camera)
        frozen = pid_of(supervisor)
        os.kill(frozen, signal.SIGSTOP)
        await until(lambda: listener.losses, 3)
        healths = len(listener.healths)
        await until(lambda: any(each.condition == "connected" for each in listener.healths[healths:]), 5)
        assert pid_of(supervisor) != frozen
        assert has_ended(frozen)


async def test_the_other_processes_go_on(tmp_path: Path, clip: Path) -> None:
    first, second = (a_camera(Source("file", str(clip), loop=True)) for _ in range(2))
    listener = Listener()
    async with capturing(tmp_path, listener, first, second, cameras_per_process=1) as supervisor:
        await connected(supervisor, first)
        await connected(supervisor, second)
        assert len(supervisor.parts()) == 2
        killed = supervisor.parts()[0].pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        await until(lambda: listener.losses, 2)
        assert listener.losses[0][0] == {first.id}
        assert supervisor.parts()[1].restarts == 0
        seen = len(listener.seen(second))
        await until(lambda: len(listener.seen(second)) > seen, 5)
    assert ("down", "failed") not in listener.conditions(second)


@pytest.mark.parametrize("command", [["/nowhere/at-all"], [sys.executable, "-c", "raise SystemExit(3)"]])
async def test_a_process_that_cannot_run_is_no_crash_loop(
    tmp_path: Path, camera: Camera, command: list[str], clock: SimulatedClock
) -> None:
    listener = Listener()
    settings = StreamSettings(media_folder=tmp_path)
    async with CaptureSupervisor(command, listener, clock, settings) as supervisor:
        await supervisor.set_cameras([camera])
        await until(lambda: len(listener.losses) >= 2, 10)
        before = len(listener.losses)
        await asyncio.sleep(1.5)  # that it does not happen can only be seen in time that passes
        assert len(listener.losses) - before <= 3  # pauses of 0.4, 0.8, 1.6 s
        health = supervisor.health(camera.id)
        assert health is not None
        assert (health.condition, health.reason_slug) == ("down", "failed")


async def test_it_stops_within_two_seconds(tmp_path: Path, camera: Camera) -> None:
    listener = Listener()
    async with capturing(tmp_path, listener, camera) as supervisor:
        await connected(supervisor, camera)
        pid = pid_of(supervisor)
        began = time.monotonic()
    assert time.monotonic() - began < patient(2.5)
    assert has_ended(pid)
    assert "closed" in listener.reports[-1]


async def test_a_frozen_process_is_stopped_too(tmp_path: Path, camera: Camera) -> None:
    async with capturing(tmp_path, Listener(), camera, frozen_seconds=30) as supervisor:
        await connected(supervisor, camera)
        pid = pid_of(supervisor)
        os.kill(pid, signal.SIGSTOP)
        began = time.monotonic()
    assert time.monotonic() - began < patient(3)
    assert has_ended(pid)


async def test_a_slow_store_loses_nothing_and_is_not_taken_for_a_frozen_child(tmp_path: Path, camera: Camera) -> None:
    listener = Listener(store_seconds=3.5)
    async with capturing(tmp_path, listener, camera) as supervisor:
        await until(lambda: len(listener.reports) >= 2, 25)
        assert supervisor.parts()[0].restarts == 0
    assert [report["seen"] for report in listener.seen(camera)][:2] == [1, 6]


async def test_a_refused_report_is_not_asked_for_again(tmp_path: Path, camera: Camera) -> None:
    listener = refusing()
    async with capturing(tmp_path, listener, camera) as supervisor:
        await until(lambda: len(listener.reports) >= 3, 20)
        assert supervisor.parts()[0].restarts == 0
    assert [report["seen"] for report in listener.seen(camera)][:3] == [1, 6, 11]


async def test_a_store_that_fails_starts_the_process_again(tmp_path: Path, camera: Camera) -> None:
    listener = Listener(refuse=OSError("the database is gone"))
    async with capturing(tmp_path, listener, camera) as supervisor:
        await until(lambda: supervisor.parts()[0].restarts >= 1, 20)
        listener.refuse = None
        reports = len(listener.reports)
        await until(lambda: len(listener.reports) > reports + 2, 20)


async def test_cameras_come_and_go_without_a_restart(tmp_path: Path, clip: Path, camera: Camera) -> None:
    other = a_camera(Source("file", str(clip), loop=True))
    listener = Listener()
    async with capturing(tmp_path, listener, camera) as supervisor:
        await connected(supervisor, camera)
        pid = pid_of(supervisor)
        await supervisor.set_cameras([camera, other])
        await connected(supervisor, other)
        await supervisor.set_cameras([other])
        await until(lambda: any(each.get("closed") for each in listener.reports), 5)
        assert supervisor.health(camera.id) is None
        edited = Camera(other.id, "new name", Source("file", str(make_garbage(tmp_path / "garbage.mp4"))))
        await supervisor.set_cameras([edited])
        assert (await becomes(supervisor, edited, "down")).reason_slug == "not-a-video"
        assert pid_of(supervisor) == pid
        await supervisor.set_cameras([])
        await until(lambda: has_ended(pid), 5)
        assert supervisor.parts() == []


async def test_a_snapshot_is_a_picture_or_a_clear_no(tmp_path: Path, camera: Camera) -> None:
    dark = a_camera(Source("file", str(tmp_path / "none.mp4")))
    async with capturing(tmp_path, Listener(), camera, dark) as supervisor:
        await connected(supervisor, camera)

        async def picture() -> bytes:
            with suppress(Unavailable):  # a busy machine may need longer than a page would wait
                return await supervisor.snapshot(camera.id)
            return b""

        assert (await until(picture, 30))[:2] == b"\xff\xd8"
        for camera_id in (dark.id, a_camera(dark.source).id):
            with pytest.raises(Unavailable) as caught:
                await supervisor.snapshot(camera_id)
            assert caught.value.slug == "no-picture"


@pytest.mark.covers("E8")
async def test_new_rules_reach_the_watch_without_a_new_connection(tmp_path: Path, camera: Camera) -> None:
    listener = Listener()
    door = WatchRules(zones=(Zone("door", ((0.0, 0.0), (1.0, 0.0), (0.5, 1.0))),))
    async with capturing(tmp_path, listener, camera) as supervisor:
        await connected(supervisor, camera)
        await until(lambda: listener.seen(camera), 10)
        await supervisor.set_cameras([replace(camera, rules=door)])
        health = supervisor.health(camera.id)
        assert health is not None
        assert health.condition == "connected"
        await until(lambda: any(report.get("zones") == ["door"] for report in listener.reports), 3)
        reports = len(listener.seen(camera))
        await until(lambda: len(listener.seen(camera)) > reports, 5)
        seen = [report["seen"] for report in listener.seen(camera)]
        assert seen == sorted(set(seen))  # one watch, never begun anew
        assert [report for report in listener.reports if "closed" in report] == []
        assert listener.conditions(camera) == [("connected", "")]


@pytest.mark.covers("F30", "F10", "C10")
async def test_a_clip_survives_a_kill_in_the_middle(tmp_path: Path, clip: Path) -> None:
    camera = a_camera(Source("file", str(clip), loop=True), "clip")
    partial = tmp_path / "media" / "clips" / "one.mp4.partial"
    async with capturing(tmp_path, Listener(), camera) as supervisor:
        await until(lambda: partial.exists() and partial.stat().st_size > 100_000, 30)
        os.kill(pid_of(supervisor), signal.SIGKILL)
        await until(lambda: supervisor.parts()[0].restarts, 3)
        adopted = adopt_partial(tmp_path / "media", "clips/one.mp4", at(0))
    assert adopted is not None
    assert adopted.duration_seconds > 2


_PARENT = """
import asyncio, sys
from pathlib import Path
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from tests.support.capture import Listener, a_camera, capturing, connected, pid_of
async def main():
    camera = a_camera(Source("file", sys.argv[1], loop=True))
    async with capturing(Path(sys.argv[2]), Listener(), camera) as supervisor:
        await connected(supervisor, camera)
        print(pid_of(supervisor), flush=True)
        await asyncio.sleep(60)
asyncio.run(main())
"""


@pytest.mark.parametrize("frozen", [False, True])
def test_a_child_dies_with_its_killed_parent(tmp_path: Path, clip: Path, frozen: bool) -> None:
    command = [sys.executable, "-c", _PARENT, str(clip), str(tmp_path)]
    with psutil.Popen(command, stdout=subprocess.PIPE) as parent:
        child = psutil.Process(int(parent.stdout.readline()))
        if frozen:
            child.suspend()
        parent.kill()
    wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, 3)
