"""F15: system health from its parts, told to the clients when what is wrong changes."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.errors import Unavailable
from argusai.system.ports import CameraState, CapturePart, Model, Stopped, StoredEvents
from argusai.system.service import Parts, System

pytestmark = pytest.mark.covers("F15")


@dataclass
class House:
    """Stands for the other parts; `told` is what connected clients got."""

    cameras: list[CameraState] = field(default_factory=list)
    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    busy: bool = False
    mute: bool = False

    def parts(self) -> Parts:
        watching = (self.events, self.states, self.capture, self.models)
        return Parts(*watching, self.publish, self.describing, lambda: self.missed)

    async def describing(self) -> Sequence[Stopped]:
        return [Stopped("describers-down", "No describer answers.")] if self.mute else []

    async def events(self) -> StoredEvents:
        return StoredEvents(7, 1234, None)

    async def states(self) -> list[CameraState]:
        if self.busy:
            raise Unavailable("Another program is using the database.", retry_after_seconds=5)
        return self.cameras

    def capture(self) -> list[CapturePart]:
        return [CapturePart(running=True, restarts=2, cameras=len(self.cameras))]

    def models(self) -> list[Model]:
        return [Model("nanodet", "recognises people", installed=True)]

    def publish(self, kind: str, body: dict[str, Any]) -> None:
        self.told.append((kind, body))


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
def system(house: House, clock: SimulatedClock, database: Database, tmp_path: Path) -> Iterator[System]:
    made = System(clock, (tmp_path, tmp_path / "media"), database, house.parts())
    yield made
    made.close()


async def test_the_whole_picture(system: System, house: House, clock: SimulatedClock) -> None:
    conditions = ["connected", "connected", "down", "connecting", "paused", "ended"]
    house.cameras = [CameraState(uuid4(), name, name, clock.now(), "") for name in conditions]  # type: ignore[arg-type]
    clock.advance(42)
    out = await system.read()
    assert (out.cameras_connected, out.cameras_down, out.cameras_paused) == (2, 2, 2)
    assert (out.storage.events, out.storage.media_bytes, out.uptime_seconds) == (7, 1234, 42)
    assert out.storage.database_bytes > 10_000
    assert out.storage.free_bytes > 0
    assert [(part.running, part.restarts, part.cameras) for part in out.capture] == [(True, 2, 6)]
    assert [model.name for model in out.models] == ["nanodet"]


async def test_troubles_are_told_once_going_and_once_returning(
    system: System, house: House, clock: SimulatedClock
) -> None:
    await system.look()
    assert house.told == []
    house.cameras = [CameraState(uuid4(), "Yard", "down", clock.now(), "No route.")]
    clock.advance(61)
    for _ in range(3):
        await system.look()
    assert len(house.told) == 1
    kind, body = house.told[0]
    assert kind == "system.troubles"
    assert [trouble["slug"] for trouble in body["troubles"]] == ["camera-down"]
    house.cameras = []
    await system.look()
    assert house.told[1:] == [("system.troubles", {"troubles": []})]


async def test_less_space_is_told_anew_and_logged_once(
    system: System, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with capture_logs() as logged:
        for free in (9_000_000, 8_000_000, 7_000_000, 1 << 40):
            disk = SimpleNamespace(total=2 << 40, free=free)
            monkeypatch.setattr(shutil, "disk_usage", lambda _, disk=disk: disk)
            await system.look()
    assert len(house.told) == 4
    assert [(line["event"], line["slug"]) for line in logged] == [
        ("trouble began", "disk-full"),
        ("trouble ended", "disk-full"),
    ]


async def test_media_may_lie_on_a_fuller_disk_of_their_own(
    system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = {tmp_path: 1 << 40, tmp_path / "media": 9_000_000}
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(total=2 << 40, free=free[folder]))
    assert await system.look() == [], "it is made later"
    (tmp_path / "media").mkdir()
    assert [trouble.slug for trouble in await system.look()] == ["disk-full"]
    assert (await system.read()).storage.free_bytes == 9_000_000


async def test_a_start_is_no_trouble_of_cameras_that_are_not_asked_yet(
    system: System, house: House, clock: SimulatedClock
) -> None:
    """Then they are connecting since they were changed last."""
    house.cameras = [CameraState(uuid4(), "Yard", "connecting", clock.now() - timedelta(days=30), "Connecting")]
    assert await system.look() == []
    clock.advance(61)
    assert [trouble.slug for trouble in await system.look()] == ["camera-down"]


async def test_a_busy_database_is_said_and_not_guessed(system: System, house: House) -> None:
    house.busy = True
    with pytest.raises(Unavailable):
        await system.read()


@pytest.mark.covers("N13")
async def test_a_loop_that_stands_still_is_told(system: System, house: House) -> None:
    house.missed = ["Notices are not sent any more."]
    [trouble] = await system.look()
    assert (trouble.slug, trouble.sentence, trouble.severity) == ("stands-still", house.missed[0], "error")
    assert system.missed() == house.missed


@pytest.mark.covers("D13")
async def test_describers_that_do_not_answer_are_a_trouble(house: House, system: System) -> None:
    house.mute = True
    assert [
        (each.slug, each.severity, each.link) for each in (await system.read()).troubles if "describer" in each.slug
    ] == [("describers-down", "warning", "/settings/ai")]
