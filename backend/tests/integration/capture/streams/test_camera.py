"""One camera's threads: what its watch is shown, and what happens when something is wrong with either."""

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import Camera, Source, WatchRules
from argusai.pipeline.capture.streams import keeper as keeper_module
from argusai.pipeline.capture.streams.camera import CameraRunner, Surroundings
from argusai.pipeline.capture.streams.connection import Connection
from argusai.pipeline.capture.streams.contract import Astir, Frame, GateHealth, StreamHealth
from argusai.pipeline.capture.streams.errors import Refused, StreamError, StreamFailed, WrongPassword
from argusai.pipeline.capture.streams.ports import Outbox, Recorder
from argusai.pipeline.capture.streams.pyav.source import Unit
from argusai.pipeline.capture.streams.settings import StreamSettings
from tests.support.capture import Restless, a_camera
from tests.support.video import Recipe, make_clip, make_garbage
from tests.support.waiting import wait_until

pytestmark = pytest.mark.covers("F7")

Lines = list[MutableMapping[str, Any]]


class Nobody:
    def send(self, report: Mapping[str, Any]) -> None: ...

    def note(self, note: Mapping[str, Any], body: bytes = b"") -> bool:
        return True


@dataclass
class Notes:
    """What the watches of one camera were told. `before_seeing` may be slow, or raise."""

    before_seeing: Callable[[Frame], None] = lambda frame: None
    frames: list[Frame] = field(default_factory=list)
    idles: list[datetime] = field(default_factory=list)
    made: int = 0
    closed: int = 0
    eager: bool = False
    overlays: int = 0
    astir: Astir = "still"
    threads: set[int] = field(default_factory=set)
    healths: list[StreamHealth] = field(default_factory=list)
    rules: list[WatchRules] = field(default_factory=list)

    def make(self, camera: Camera, recorder: Recorder, outbox: Outbox) -> "NotingWatch":
        self.made += 1
        return NotingWatch(self)


class NotingWatch(Restless):
    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    @property
    def astir(self) -> Astir:
        return self._notes.astir

    def see(self, frame: Frame) -> bool:
        self._notes.threads.add(threading.get_ident())
        self._notes.before_seeing(frame)
        self._notes.frames.append(frame)
        return self._notes.eager

    def overlay(self, frame: Frame) -> Mapping[str, Any]:
        self._notes.overlays += 1
        return {"number": frame.number}

    def idle(self, at: datetime) -> None:
        self._notes.threads.add(threading.get_ident())
        self._notes.idles.append(at)

    def obey(self, camera: Camera) -> None:
        self._notes.threads.add(threading.get_ident())
        self._notes.rules.append(camera.rules)

    def close(self) -> None:
        self._notes.threads.add(threading.get_ident())
        self._notes.closed += 1


def make_runner(source: Source, folder: Path, notes: Notes | None = None, **settings: float | Path) -> CameraRunner:
    notes = notes or Notes()
    around = Surroundings(
        settings=StreamSettings.model_validate({"media_folder": folder, **settings}),
        clock=SystemClock(),
        outbox=Nobody(),
        offer=lambda head, body=b"": True,
        make_watch=notes.make,
        on_health=notes.healths.append,
    )
    return CameraRunner(a_camera(source), around)


@contextmanager
def running(path: Path, notes: Notes, loop: bool = True, **settings: float | Path) -> Iterator[CameraRunner]:
    runner = make_runner(Source("file", str(path), loop=loop), path.parent, notes, **settings)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()
        wait_until(lambda: runner.done, 3)


@pytest.fixture
def spoken() -> Iterator[Lines]:
    """What was logged."""
    with capture_logs() as lines:
        yield lines


def count(lines: Lines, event: str) -> int:
    return sum(line["event"] == event for line in lines)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    return make_clip(tmp_path / "clip.mp4", Recipe(seconds=2))


def test_a_file_plays_at_its_speed_and_ends(clip: Path) -> None:
    notes, began = Notes(), time.monotonic()
    with running(clip, notes, loop=False, analysed_fps=15) as runner:
        wait_until(lambda: runner.health().condition == "ended", 10)
        assert time.monotonic() - began > 1.8
        assert runner.health().frames == 30
        assert runner.last_picture is None
    assert [health.condition for health in notes.healths] == ["connected", "ended"]
    assert notes.overlays == 0, "nobody watches the analysis"
    assert len(notes.frames) + runner.health().dropped == 30
    assert [frame.number for frame in notes.frames] == sorted({frame.number for frame in notes.frames})
    lasted = (notes.frames[-1].at - notes.frames[0].at).total_seconds()
    assert lasted == pytest.approx(notes.frames[-1].media_seconds - notes.frames[0].media_seconds, abs=0.3)


@pytest.mark.covers("C11")
def test_the_gate_follows_the_camera_and_what_its_watch_sees(tmp_path: Path) -> None:
    notes = Notes(astir="event")
    clip = make_clip(tmp_path / "clip.mp4", Recipe(seconds=2, keyframe_every=5))
    with running(clip, notes, gate_folder=tmp_path / "gate") as runner:
        wait_until(lambda: len(notes.frames) >= 2, 10)
        assert runner.health().gate == GateHealth()
        runner.camera = replace(runner.camera, gate="auto")
        wait_until(lambda: runner.health().gate.state == "learning", 10)
        assert runner.health().reconnects == 0
        wait_until(lambda: runner.health().gate.watched_seconds > 0, 10)
        runner.camera = replace(runner.camera, gate="keyframes")
        wait_until(lambda: runner.health().gate.state == "awake", 10)  # never asleep: an event is open
        runner.camera = replace(runner.camera, gate="off")
        assert runner.health().gate.state == "off"


def test_only_so_many_frames_are_looked_at(clip: Path) -> None:
    notes = Notes()
    with running(clip, notes, analysed_fps=3) as runner:
        wait_until(lambda: len(notes.frames) >= 7, 10)
        assert runner.health().frames >= 27
    gaps = [
        after.media_seconds - before.media_seconds
        for before, after in zip(notes.frames, notes.frames[1:], strict=False)
    ]
    assert min(gaps) > 0.25


@pytest.mark.covers("E1")
def test_more_are_looked_at_while_the_watch_is_eager(clip: Path) -> None:
    notes = Notes(eager=True)
    with running(clip, notes, analysed_fps=1, busy_fps=15):
        wait_until(lambda: len(notes.frames) >= 10, 10)
    assert notes.frames[-1].media_seconds - notes.frames[1].media_seconds < 5


def test_a_slow_watch_costs_frames_and_never_the_stream(clip: Path) -> None:
    notes = Notes(before_seeing=lambda frame: time.sleep(0.5))  # this is the slow watch
    with running(clip, notes, analysed_fps=15) as runner:
        wait_until(lambda: runner.health().dropped > 10, 10)
        health = runner.health()
        assert health.condition == "connected"
        assert health.frames > 2 * len(notes.frames)


def test_one_thread_watches_and_the_end_is_told(clip: Path) -> None:
    notes = Notes()
    with running(clip, notes):
        wait_until(lambda: len(notes.frames) >= 3, 10)
    assert len(notes.threads) == 1
    assert (notes.made, notes.closed) == (1, 1)


def test_time_goes_on_without_frames(tmp_path: Path) -> None:
    notes = Notes()
    with running(tmp_path / "none.mp4", notes):
        wait_until(lambda: len(notes.idles) >= 2, 10)
    assert (notes.idles[1] - notes.idles[0]).total_seconds() == pytest.approx(1, abs=0.5)


def test_a_watch_that_fails_is_made_anew(clip: Path, spoken: Lines) -> None:
    faults = iter([ValueError("one bad frame")])

    def fail_once(frame: Frame) -> None:
        if fault := next(faults, None):
            raise fault

    notes = Notes(before_seeing=fail_once)
    with running(clip, notes):
        wait_until(lambda: len(notes.frames) >= 3, 10)
    assert (notes.made, notes.closed) == (2, 2)
    assert count(spoken, "watching a camera failed; it begins anew") == 1


@pytest.mark.covers("E20")
def test_a_watch_that_keeps_failing_makes_the_camera_blind(clip: Path, spoken: Lines) -> None:
    def fail(frame: Frame) -> None:
        raise OverflowError("bad memory")

    with running(clip, Notes(before_seeing=fail)) as runner:
        assert runner.health().looks.blind == ""
        wait_until(lambda: runner.health().looks.blind, 10)
        assert runner.health().condition == "connected"
        assert runner.health().looks.blind.endswith("the log says why.")
    assert count(spoken, "watching a camera failed; it begins anew") == 2


@pytest.mark.covers("F30")
def test_what_is_no_video_is_said_once_and_not_tried_again_and_again(tmp_path: Path, spoken: Lines) -> None:
    notes = Notes()
    path = make_garbage(tmp_path / "garbage.mp4")
    with running(path, notes, retry_refused_seconds=0.1) as runner:
        wait_until(lambda: runner.health().dials >= 5, 10)
        assert runner.health().reconnects == 0
        assert runner.health().reason_slug == "not-a-video"
        assert count(spoken, "camera is down") == 1
        make_clip(tmp_path / "new.mp4").rename(path)
        wait_until(lambda: runner.health().condition == "connected", 10)
        assert count(spoken, "camera is back") == 1
    assert [health.condition for health in notes.healths] == ["down", "connected"]


def test_a_stream_that_falls_silent_is_dialled_again(clip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Silent(Connection):
        """Opens, delivers for a moment, then hangs as FFmpeg can, deaf to its own time-outs."""

        def _pace(self, unit: Unit) -> bool:
            if self._number >= 5 and silent:
                time.sleep(3)
                return False
            return super()._pace(unit)

    silent = [True]
    monkeypatch.setattr(keeper_module, "Connection", Silent)
    notes = Notes()
    with running(clip, notes, stall_seconds=0.5) as runner:
        wait_until(lambda: runner.health().condition == "down", 10)
        assert runner.health().reason_slug == "timeout"
        silent.clear()
        wait_until(lambda: runner.health().condition == "connected", 10)


@pytest.mark.parametrize(("error", "waits"), [(Refused(), False), (StreamFailed(), False), (WrongPassword(), True)])
def test_a_camera_that_answers_again_is_dialled_at_once(tmp_path: Path, error: StreamError, waits: bool) -> None:
    """Nothing listens at first. A password that was refused stays refused, however well the camera answers."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        runner = make_runner(
            Source("rtsp", f"rtsp://127.0.0.1:{server.getsockname()[1]}/"), tmp_path, knock_seconds=0.1
        )
        waiting = threading.Thread(target=runner._main.keeper._wait_to_dial, args=(error, 60), daemon=True)
        waiting.start()
        waiting.join(0.5)
        assert waiting.is_alive()
        server.listen()
        waiting.join(1 if waits else 60)  # that it goes on waiting can only be seen in time that passes
        assert waiting.is_alive() == waits
        runner.stop()
        waiting.join(60)
        assert not waiting.is_alive()


def test_a_camera_that_answers_all_the_time_is_not_dialled_faster(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        runner = make_runner(
            Source("rtsp", f"rtsp://127.0.0.1:{server.getsockname()[1]}/"), tmp_path, knock_seconds=0.1
        )
        began = time.monotonic()
        runner._main.keeper._wait_to_dial(StreamFailed(), 1.5)
        assert time.monotonic() - began >= 1.4
