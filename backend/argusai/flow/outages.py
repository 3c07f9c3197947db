"""Outages: how noticing, writing down, asking and letting go are connected."""

import asyncio
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.live.updates import LiveUpdates
from argusai.pipeline.capture.cameras.contract import Camera
from argusai.pipeline.capture.cameras.service import CamerasService
from argusai.pipeline.capture.cameras.unreadable import Unreadable
from argusai.pipeline.capture.outages.follow import OutageFollower
from argusai.pipeline.capture.outages.intake import OutageIntake
from argusai.pipeline.capture.outages.ports import HealthOf, TimeZone
from argusai.pipeline.capture.outages.restart import Restart
from argusai.pipeline.capture.outages.retention import OutageRetention
from argusai.pipeline.capture.outages.service import OutagesService
from argusai.pipeline.capture.outages.view import OutageView
from argusai.pipeline.capture.streams.contract import StreamHealth
from argusai.system.settings_service import SettingsService

_LOOK_SECONDS = 1.0
# The numbers on a camera's page; whoever looks at it does not see every second of them.
_TELL_EVERY_LOOKS = 10


@dataclass(slots=True)
class Outages:
    """`tell_health`: what the page shows of a camera's health changed a little."""

    follower: OutageFollower
    intake: OutageIntake
    restart: Restart
    service: OutagesService
    retention: OutageRetention
    tell_health: Callable[[UUID], None]
    blind: "Blind"
    watched: frozenset[UUID] = frozenset()

    async def start(self) -> None:
        self.follower.told_before(await self.restart.settle())

    def watch(self, cameras: Iterable[Camera], unreadable: Iterable[Unreadable]) -> None:
        """`unreadable`: they cannot be captured, and are missed all the same."""
        self.watched = frozenset(camera.id for camera in cameras)
        self.blind.are(unreadable)
        self.follower.watch(self.watched | self.blind.ids)

    async def run(self) -> None:
        """Until cancelled."""
        looks = 0
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            self.follower.look_at_all()
            looks += 1
            if looks % _TELL_EVERY_LOOKS == 0:
                for camera_id in self.watched:
                    self.tell_health(camera_id)


class Blind:
    """Cameras that nobody can even dial. Called, it is the health of every camera."""

    def __init__(self, health_of: HealthOf) -> None:
        self._health_of = health_of
        self._health: dict[UUID, StreamHealth] = {}

    @property
    def ids(self) -> Set[UUID]:
        return self._health.keys()

    def are(self, unreadable: Iterable[Unreadable]) -> None:
        self._health = {
            each.camera_id: StreamHealth(
                each.camera_id, "down", each.since, each.reason, each.slug, None, frames=0, dropped=0, reconnects=0,
                rate_seen=0.0,
            )
            for each in unreadable
        }  # fmt: skip

    def __call__(self, camera_id: UUID, /) -> StreamHealth | None:
        return self._health.get(camera_id) or self._health_of(camera_id)


@dataclass(frozen=True, slots=True)
class Around:
    """What outages need of the other parts."""

    health_of: HealthOf
    time_zone: TimeZone
    announce: Announce
    tell_health: Callable[[UUID], None]


def connect_outages(database: Database, settings: SettingsService, around: Around, clock: Clock) -> Outages:
    view = OutageView(clock, around.time_zone)
    intake = OutageIntake(database, view, around.announce, clock)

    async def kept_days() -> int:
        return (await settings.read()).retention_days

    blind = Blind(around.health_of)
    return Outages(
        follower=OutageFollower(clock, blind, intake.take),
        intake=intake,
        restart=Restart(database, view, around.announce, clock),
        service=OutagesService(database, view, around.announce),
        retention=OutageRetention(database, kept_days, clock),
        tell_health=around.tell_health,
        blind=blind,
    )


def health_teller(
    connected: Callable[[], int],
    in_words: Callable[[UUID], dict[str, Any] | None],
    publish: Callable[[str, dict[str, Any]], None],
) -> Callable[[UUID], None]:
    """Tells who is connected now; nobody pays for it while nobody is."""

    def tell(camera_id: UUID) -> None:
        if connected() and (words := in_words(camera_id)) is not None:
            publish("camera.health", {"camera_id": str(camera_id), "health": words})

    return tell


def connect_health(health_of: HealthOf, cameras: CamerasService, updates: LiveUpdates) -> Callable[[UUID], None]:
    def in_words(camera_id: UUID) -> dict[str, Any] | None:
        health = health_of(camera_id)
        return None if health is None else cameras.health(health).model_dump(mode="json")

    return health_teller(lambda: updates.connected, in_words, updates.publish_perishable)
