"""What goes wrong with cameras and the network to them, while others are watched (C20)."""

import os
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import psutil
import pytest

from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from tests.support.bad_network import Mode, bad_network
from tests.support.capture import Listener, a_camera, becomes, capturing, connected, pid_of
from tests.support.rtsp import free_port, rtsp_camera
from tests.support.waiting import until

pytestmark = pytest.mark.covers("C20")
_KILLS = int(os.environ.get("ARGUSAI_TEST_KILLS", "1000"))
_SPOILED: tuple[Mode, ...] = ("lose", "damage", "garbage")
_FIRST_KILLS = 200  # until everything that is loaded once is loaded, and the allocator has what it keeps
_MOST_GROWN_BYTES = 8 << 20


def _more_seen(listener: Listener, camera: Camera, than: int) -> bool:
    return len(listener.seen(camera)) > than


def _dialled(supervisor: CaptureSupervisor, camera: Camera, times: int) -> bool:
    health = supervisor.health(camera.id)
    return health is not None and health.dials >= times


async def test_loss_damage_garbage_and_silence_pass_and_harm_nobody_else(tmp_path: Path) -> None:
    listener = Listener()
    with rtsp_camera(tmp_path, "--tcp-only") as server:
        async with (
            bad_network(server.port) as network,
            capturing(
                tmp_path, listener, camera := a_camera(Source("rtsp", f"rtsp://127.0.0.1:{network.port}/cam")),
                other := a_camera(server.source), read_timeout_seconds=2, stall_seconds=3, retry_most_seconds=1,
            ) as supervisor,
        ):  # fmt: skip
            await connected(supervisor, camera)
            await connected(supervisor, other)
            for mode in _SPOILED:
                network.spoiled, network.mode = 0, mode
                await until(lambda: network.spoiled > 20, 20)
                network.mode = "pass"
                await until(partial(_more_seen, listener, camera, len(listener.seen(camera)) + 1), 20)
                await connected(supervisor, camera)
            network.mode = "stall"
            assert (await becomes(supervisor, camera, "down")).reason_slug == "timeout"
            network.mode = "pass"
            await connected(supervisor, camera)
            assert supervisor.parts()[0].restarts == 0
    assert listener.conditions(other) == [("connected", "")]


@dataclass(frozen=True)
class Footprint:
    """Of this process and its capture processes. `bytes`: anonymous memory."""

    bytes: int
    threads: int
    descriptors: int


def _anonymous_bytes(pid: int) -> int:
    """What it took for itself. Of the pages of a library PSS and USS count more for a process when another one that
    shares them ends, so they grow with what happens elsewhere on the machine."""
    rollup = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return int(rollup["Anonymous"].split()[0]) << 10


def footprint() -> Footprint:
    ours = psutil.Process()
    tree = [ours, *(child for child in ours.children() if "tests.support.capture_child" in child.cmdline())]
    return Footprint(
        sum(_anonymous_bytes(each.pid) for each in tree),
        sum(each.num_threads() for each in tree),
        sum(each.num_fds() for each in tree),
    )


async def settled(supervisor: CaptureSupervisor, listener: Listener) -> Footprint:
    """Once everything that belongs to the last connection is there."""
    seen = len(listener.reports)
    await until(lambda: len(listener.reports) > seen + 5, 30)
    listener.reports.clear()
    listener.healths.clear()
    return footprint()


@pytest.mark.soak
async def test_a_server_that_is_killed_a_thousand_times_leaves_nothing_behind(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    listener = Listener()
    with rtsp_camera(tmp_path) as server:
        camera = a_camera(server.source)
        async with capturing(tmp_path, listener, camera, retry_most_seconds=0.5, knock_seconds=0.1) as supervisor:
            await connected(supervisor, camera)
            pid, before = pid_of(supervisor), None
            for number in range(_KILLS):
                if number == min(_FIRST_KILLS, _KILLS // 2):
                    before = await settled(supervisor, listener)
                server.kill()
                await becomes(supervisor, camera, "down")
                server.start()
                await connected(supervisor, camera, 30)
                caplog.clear()  # two lines of a log for each kill, kept several times over
                capfd.readouterr()
            after = await settled(supervisor, listener)
            assert before is not None
            with capfd.disabled():
                print(f"\n{_KILLS} kills: {before} became {after}")
            assert pid_of(supervisor) == pid
            assert listener.losses == []
    assert after.threads <= before.threads + 1
    assert after.descriptors <= before.descriptors + 2
    assert after.bytes <= before.bytes + _MOST_GROWN_BYTES


@pytest.mark.soak
async def test_four_of_twelve_cameras_are_down_and_the_others_flow(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    listener = Listener()
    with rtsp_camera(tmp_path, "--size", "160x96") as server:
        there = [a_camera(server.source, f"there {number}") for number in range(8)]
        gone = [
            a_camera(replace(server.source, address=f"rtsp://127.0.0.1:{free_port()}/cam"), f"gone {number}")
            for number in range(4)
        ]
        mixed = [camera for pair in zip(there, [*gone, *gone], strict=True) for camera in pair]
        cameras = list({camera.id: camera for camera in mixed}.values())
        async with capturing(tmp_path, listener, *cameras, retry_most_seconds=1, knock_seconds=0.2) as supervisor:
            for camera in there:
                await connected(supervisor, camera, 60)
            for camera in gone:
                await until(partial(_dialled, supervisor, camera, 20), 120)
            before = {camera.id: len(listener.seen(camera)) + 5 for camera in there}
            await until(lambda: all(_more_seen(listener, each, before[each.id]) for each in there), 60)
            assert [part.restarts for part in supervisor.parts()] == [0, 0]
    assert all(set(listener.conditions(camera)) == {("connected", "")} for camera in there)
    assert all(listener.conditions(camera) == [("down", "refused")] for camera in gone)
    assert capfd.readouterr().err.count("camera is down") == len(gone)
