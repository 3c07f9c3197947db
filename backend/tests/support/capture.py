"""A running supervisor with real children, and a listener that remembers what it was told."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from argusai.kit.clock import Clock, SystemClock
from argusai.kit.errors import BadInput
from argusai.pipeline.capture.cameras.contract import Camera, Source
from argusai.pipeline.capture.streams.contract import Frame, StreamHealth
from argusai.pipeline.capture.streams.settings import StreamSettings
from argusai.pipeline.capture.streams.supervisor import CaptureSupervisor
from tests.support.waiting import until


@dataclass
class Listener:
    """`store_seconds`: how long each report takes. `refuse`: raised for each report."""

    store_seconds: float = 0
    refuse: Exception | None = None
    reports: list[dict[str, Any]] = field(default_factory=list)
    notes: list[tuple[dict[str, Any], bytes]] = field(default_factory=list)
    healths: list[StreamHealth] = field(default_factory=list)
    losses: list[tuple[frozenset[UUID], datetime]] = field(default_factory=list)

    async def report(self, report: Mapping[str, Any]) -> None:
        await asyncio.sleep(self.store_seconds)
        self.reports.append(dict(report))
        if self.refuse is not None:
            raise self.refuse

    def note(self, note: Mapping[str, Any], body: bytes) -> None:
        self.notes.append((dict(note), body))

    async def health_changed(self, health: StreamHealth) -> None:
        self.healths.append(health)

    async def lost(self, camera_ids: frozenset[UUID], at: datetime) -> None:
        self.losses.append((camera_ids, at))

    def seen(self, camera: Camera) -> list[dict[str, Any]]:
        return [each for each in self.reports if each["camera_id"] == str(camera.id) and "seen" in each]

    def conditions(self, camera: Camera) -> list[tuple[str, str]]:
        return [(each.condition, each.reason_slug) for each in self.healths if each.camera_id == camera.id]


class Restless:
    """Of a watch: it has every frame looked at."""

    def rests(self, frame: Frame) -> bool:
        return False


def a_camera(source: Source, name: str = "camera") -> Camera:
    return Camera(uuid4(), name, source)


def refusing() -> Listener:
    return Listener(refuse=BadInput("This report is not valid."))


@asynccontextmanager
async def capturing(
    folder: Path, listener: Listener, *cameras: Camera, clock: Clock = SystemClock(), **settings: object
) -> AsyncIterator[CaptureSupervisor]:
    """`settings`: of StreamSettings. The children write below `folder`/media."""
    chosen = StreamSettings.model_validate({"media_folder": folder / "media", **settings})
    command = [sys.executable, "-m", "tests.support.capture_child", "--settings", chosen.model_dump_json()]
    async with CaptureSupervisor(command, listener, clock, chosen) as supervisor:
        await supervisor.set_cameras(cameras)
        yield supervisor


async def connected(supervisor: CaptureSupervisor, camera: Camera, timeout_seconds: float = 20) -> StreamHealth:
    return await becomes(supervisor, camera, "connected", timeout_seconds)


async def becomes(
    supervisor: CaptureSupervisor, camera: Camera, condition: str, timeout_seconds: float = 20
) -> StreamHealth:
    def there() -> StreamHealth | None:
        health = supervisor.health(camera.id)
        return health if health and health.condition == condition else None

    health = await until(there, timeout_seconds, f"{camera.name} to be {condition}")
    assert health is not None
    return health


def pid_of(supervisor: CaptureSupervisor) -> int:
    (part,) = supervisor.parts()
    assert part.pid is not None
    return part.pid
