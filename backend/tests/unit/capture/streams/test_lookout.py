"""Which frames are looked at: those that nobody need look at are let go where they were decoded."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from argusai.kit.clock import SimulatedClock
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Astir, Frame
from argusai.pipeline.capture.streams.lookout import Looking, Lookout
from argusai.pipeline.capture.streams.offline import NoRecorder
from argusai.pipeline.capture.streams.ports import Outbox, Recorder
from argusai.pipeline.capture.streams.roles import LargeStream, Picking, SmallStream
from argusai.pipeline.capture.streams.settings import StreamSettings
from tests.support.capture import a_camera
from tests.support.footage import ArrayPicture
from tests.support.waiting import wait_until

pytestmark = pytest.mark.covers("C11")
CAMERA = a_camera(Source("file", "/v/yard.mp4"))
PICTURE = ArrayPicture(np.zeros((36, 64, 3), np.uint8))


@dataclass
class Restful:
    """Implements ports.Watch: frames with odd numbers rest. It holds on to a frame while `busy`."""

    seen: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    obeyed: list[str] = field(default_factory=list)
    astir: Astir = "still"
    free: threading.Event = field(default_factory=threading.Event)

    def make(self, camera: Camera, recorder: Recorder, outbox: Outbox) -> "Restful":
        self.free.set()
        return self

    def rests(self, frame: Frame) -> bool:
        self.asked.append(frame.number)
        return bool(frame.number % 2)

    def see(self, frame: Frame) -> bool:
        self.seen.append(frame.number)
        self.free.wait(20)
        return False

    def overlay(self, frame: Frame) -> Mapping[str, Any]:
        return {}

    def idle(self, at: datetime) -> None: ...

    def obey(self, camera: Camera) -> None:
        self.obeyed.append(camera.name)

    def close(self) -> None: ...


@dataclass
class Outside:
    """What a lookout is told from outside."""

    camera: Camera = CAMERA
    shown: bool = False
    told: list[int] = field(default_factory=list)

    def send(self, report: Mapping[str, Any]) -> None: ...

    def note(self, note: Mapping[str, Any], body: bytes = b"") -> bool:
        return True


@contextmanager
def running(watch: Restful, outside: Outside) -> Iterator[Lookout]:
    """Once it has seen a first frame, number 0."""
    looking = Looking(
        lambda: outside.camera,
        NoRecorder(),
        watch.make,
        outside,
        SimulatedClock(),
        lambda frame, _: outside.told.append(frame.number),
        lambda: outside.shown,
    )
    lookout = Lookout(looking, outside.camera)
    lookout.start()
    try:
        lookout.offer(frame(0))
        wait_until(lambda: outside.told == [0], 20)
        yield lookout
    finally:
        watch.free.set()
        lookout.stop()
        wait_until(lambda: lookout.done, 20)


def frame(number: int) -> Frame:
    return Frame(UUID(int=1), number, number / 5, datetime(2026, 1, 1, tzinfo=UTC), PICTURE)


def test_a_frame_that_rests_is_not_looked_at() -> None:
    watch, outside = Restful(), Outside()
    with running(watch, outside) as lookout:
        for number in (1, 3, 5):
            lookout.offer(frame(number))
        assert watch.asked[-3:] == [1, 3, 5]
        lookout.offer(frame(2))
        wait_until(lambda: outside.told == [0, 2], 20)
    assert watch.seen == [0, 2]


def test_while_one_is_looked_at_the_next_is_handed_over_unasked() -> None:
    watch, outside = Restful(), Outside()
    with running(watch, outside) as lookout:
        watch.free.clear()
        lookout.offer(frame(2))
        wait_until(lambda: watch.seen == [0, 2], 20)
        lookout.offer(frame(3))
        watch.free.set()
        wait_until(lambda: outside.told == [0, 2, 3], 20)
        assert 3 not in watch.asked


def test_who_watches_is_shown_every_frame() -> None:
    watch, outside = Restful(), Outside()
    with running(watch, outside) as lookout:
        outside.shown = True
        lookout.offer(frame(1))
        wait_until(lambda: outside.told == [0, 1], 20)


def test_it_is_still_unless_the_last_look_showed_something() -> None:
    watch, outside = Restful(), Outside()
    with running(watch, outside) as lookout:
        assert lookout.still
        watch.astir = "motion"
        lookout.offer(frame(2))
        wait_until(lambda: outside.told == [0, 2], 20)
        assert not lookout.still


def test_rules_that_changed_are_obeyed_while_every_frame_rests() -> None:
    watch, outside = Restful(), Outside()
    with running(watch, outside) as lookout:
        outside.camera = replace(CAMERA, name="other")
        lookout.offer(frame(1))
        wait_until(lambda: outside.told[1:] == [1], 20)
    assert watch.obeyed == ["other"]


def test_a_large_stream_is_in_no_hurry_while_the_small_one_is_still() -> None:
    watch, outside, clock = Restful(), Outside(), SimulatedClock()
    with running(watch, outside) as lookout:
        picking = Picking(lookout, StreamSettings(media_folder=Path("media")))
        small = SmallStream(picking, clock)
        large = LargeStream(picking, small, lambda: False, lambda frame: None)
        assert (large.in_no_hurry, small.in_no_hurry) == (True, False)
        small.gave_up()
        assert not large.in_no_hurry
        small.frame(frame(1))
        assert large.in_no_hurry
        watch.astir = "event"
        lookout.offer(frame(2))
        wait_until(lambda: outside.told == [0, 2], 20)
        assert not large.in_no_hurry
