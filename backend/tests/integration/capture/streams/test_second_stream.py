"""A camera of two streams: the small one is looked at, the large one kept and shown, and each can be missing."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from argusai.kit.clock import SystemClock
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.camera import CameraRunner, Surroundings
from argusai.pipeline.capture.streams.contract import Astir, Frame, Picture, StreamHealth
from argusai.pipeline.capture.streams.ports import Outbox, Recorder
from argusai.pipeline.capture.streams.settings import StreamSettings
from tests.integration.capture.streams.test_camera import Nobody
from tests.support.capture import Restless, a_camera
from tests.support.video import Recipe, make_clip
from tests.support.waiting import wait_until

pytestmark = pytest.mark.covers("C1", "C11")
LARGE, SMALL = (640, 360), (320, 180)


@dataclass
class Seen(Restless):
    """A watch that remembers sizes, and takes a still of each moment."""

    sizes: list[tuple[int, int]] = field(default_factory=list)
    stills: list[tuple[int, int] | None] = field(default_factory=list)
    healths: list[StreamHealth] = field(default_factory=list)
    recorder: Recorder | None = None
    astir: Astir = "still"

    def make(self, camera: Camera, recorder: Recorder, outbox: Outbox) -> "Seen":
        self.recorder = recorder
        return self

    def see(self, frame: Frame) -> bool:
        self.sizes.append(size(frame.picture))
        if frame.small and self.recorder is not None:
            still = self.recorder.still(frame.at)
            self.stills.append(size(still) if still else None)
        return False

    def overlay(self, frame: Frame) -> Mapping[str, Any]:
        return {}

    def idle(self, at: datetime) -> None: ...

    def obey(self, camera: Camera) -> None: ...

    def close(self) -> None: ...


def size(picture: Picture) -> tuple[int, int]:
    return picture.width, picture.height


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("streams")
    large = Recipe(width=LARGE[0], height=LARGE[1], seconds=4, rate=10)
    small = Recipe(width=SMALL[0], height=SMALL[1], seconds=4, rate=5)
    return make_clip(folder / "large.mp4", large), make_clip(folder / "small.mp4", small)


@contextmanager
def running(main: Source, sub: Source, seen: Seen, folder: Path) -> Iterator[CameraRunner]:
    around = Surroundings(
        settings=StreamSettings(media_folder=folder, retry_most_seconds=0.2, retry_refused_seconds=0.2),
        clock=SystemClock(),
        outbox=Nobody(),
        offer=lambda head, body=b"": True,
        make_watch=seen.make,
        on_health=seen.healths.append,
    )
    runner = CameraRunner(replace(a_camera(main), sub=sub), around)
    runner.start()
    try:
        yield runner
    finally:
        runner.stop()
        wait_until(lambda: runner.done, 10)


def endless(clip: Path) -> Source:
    return Source("file", str(clip), loop=True)


def test_the_small_one_is_looked_at_and_pictures_come_from_the_large_one(
    clips: tuple[Path, Path], tmp_path: Path
) -> None:
    large, small = clips
    seen = Seen()
    with running(endless(large), endless(small), seen, tmp_path) as runner:
        wait_until(lambda: len(seen.stills) >= 6, 20)
        health = runner.health()
        assert set(seen.sizes) == {SMALL}
        assert seen.stills[-1] == LARGE
        assert (health.condition, health.facts and health.facts.width) == ("connected", LARGE[0])
        assert (health.second.condition, health.second.watched) == ("connected", True)
        picture = runner.newest_picture()
        assert picture is not None
        assert size(picture) == LARGE
        assert runner._main.last is None, "the large one was never decoded for its own sake"
        named = {thread.name.removesuffix(f"-{runner.camera.id}") for thread in threading.enumerate()}
        assert named >= {"capture-main", "capture-sub", "analyse"}, "a profile tells them apart"


def test_without_the_small_one_the_large_one_is_looked_at_until_it_is_back(
    clips: tuple[Path, Path], tmp_path: Path
) -> None:
    large, small = clips
    seen, missing = Seen(), tmp_path / "small.mp4"
    with running(endless(large), endless(missing), seen, tmp_path) as runner:
        wait_until(lambda: LARGE in seen.sizes, 20)
        assert runner.health().condition == "connected"
        assert (runner.health().second.condition, runner.health().second.reason_slug) == ("down", "no-file")
        missing.symlink_to(small)
        wait_until(lambda: seen.sizes[-1:] == [SMALL], 20)
        wait_until(lambda: runner.health().second.watched, 20)


def test_without_the_large_one_the_camera_is_connected_through_the_small_one(
    clips: tuple[Path, Path], tmp_path: Path
) -> None:
    _, small = clips
    seen, missing = Seen(), tmp_path / "large.mp4"
    with running(endless(missing), endless(small), seen, tmp_path) as runner:
        wait_until(lambda: len(seen.sizes) >= 3, 20)
        wait_until(lambda: runner.health().reason_slug == "no-file", 20)
        health = runner.health()
        assert (health.condition, health.second.watched) == ("connected", True)
        assert health.reason
        assert seen.recorder is not None
        seen.recorder.start("events/clip.mp4", SystemClock().now())
        seen.recorder.extend(SystemClock().now())
        wait_until(lambda: len(seen.sizes) >= 6, 20)
        clip = seen.recorder.finish()
        assert clip is not None
        assert (clip.width, clip.height) == SMALL


def test_with_neither_it_is_down_and_says_why_of_both(tmp_path: Path) -> None:
    with running(endless(tmp_path / "a.mp4"), endless(tmp_path / "b.mp4"), Seen(), tmp_path) as runner:
        wait_until(lambda: runner.health().second.reason_slug == "no-file", 20)
        wait_until(lambda: runner.health().condition == "down", 20)
        assert runner.health().reason_slug == "no-file"


def test_a_cut_lets_nothing_of_either_stream_through(clips: tuple[Path, Path], tmp_path: Path) -> None:
    large, small = clips
    seen = Seen()
    with running(endless(large), endless(small), seen, tmp_path) as runner:
        wait_until(lambda: len(seen.sizes) >= 2, 20)
        runner.cut()
        wait_until(lambda: runner.done, 10)
        assert runner.last_picture is None
        assert all(stream.ring.bytes == 0 for stream in runner._streams())
