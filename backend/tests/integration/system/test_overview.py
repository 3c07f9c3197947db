"""What the system page is told of capture processes and cameras."""

import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from argusai.flow.overview import Overview
from argusai.kit.clock import SimulatedClock
from argusai.pipeline.capture.cameras.contract import Source
from argusai.pipeline.capture.cameras.health import health_out
from argusai.pipeline.capture.streams.contract import Looks, StreamHealth
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor, PartState
from tests.support.capture import Listener, a_camera

pytestmark = pytest.mark.covers("F15")
NEVER_READY = [sys.executable, "-c", "import time; time.sleep(60)"]
NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def overview(supervisor: Any, cameras: Any = None) -> Overview:
    return Overview(cast(Any, None), cameras, supervisor, Path())


async def test_a_process_may_take_its_time_to_start_but_must_come(tmp_path: Path, clock: SimulatedClock) -> None:
    settings = StreamSettings(media_folder=tmp_path, stop_seconds=0.1)
    async with CaptureSupervisor(NEVER_READY, Listener(), clock, settings) as supervisor:
        await supervisor.set_cameras([a_camera(Source("file", "nowhere.mp4"))])
        shown = overview(supervisor)
        clock.advance(10)
        assert [(part.running, part.restarts) for part in shown.capture()] == [(True, 0)]
        clock.advance(1)
        assert [(part.running, part.cameras) for part in shown.capture()] == [(False, 1)]


@pytest.mark.covers("C20")
def test_a_process_that_its_own_camera_crashes_is_told_by_the_camera_alone() -> None:
    states = [PartState(False, 5, 1, None, 200.0, held=True), PartState(False, 5, 1, None, 200.0)]
    shown = overview(SimpleNamespace(parts=lambda: states))
    assert [part.running for part in shown.capture()] == [True, False]


@dataclass
class Shown:
    """Stands for the cameras and for the supervisor: one camera, and how it is."""

    health_now: StreamHealth
    asked: list[UUID] = field(default_factory=list)

    async def page(self, cursor: str | None, count: int) -> Any:
        words = health_out(self.health_now, NOW, UTC)
        camera = SimpleNamespace(id=self.health_now.camera_id, name="Yard", health=words)
        return SimpleNamespace(items=[camera], next_cursor=None)

    def health(self, camera_id: UUID) -> StreamHealth:
        self.asked.append(camera_id)
        return self.health_now


async def test_a_camera_says_why_it_is_not_watched() -> None:
    looks = Looks(blind="The object detector fails.")
    shown = Shown(StreamHealth(uuid4(), "connected", NOW, "", "", None, 1, 0, 0, 5.0, looks=looks))
    (state,) = await overview(shown, shown).states()
    assert (state.name, state.condition, state.reason, state.blind) == ("Yard", "connected", "", looks.blind)
    assert shown.asked == [state.id]
