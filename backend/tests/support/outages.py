"""Cameras that go and come back on a clock that a test moves, with everything that notices it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session, after_commit
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.outages.follow import OutageFollower
from argusai.pipeline.capture.outages.intake import OutageIntake
from argusai.pipeline.capture.outages.models import OutageRow
from argusai.pipeline.capture.outages.outage import Outage
from argusai.pipeline.capture.outages.restart import Restart
from argusai.pipeline.capture.outages.view import OutageView
from argusai.pipeline.capture.streams.contract import CameraCondition, StreamHealth

DOOR, YARD = UUID(int=1), UUID(int=2)


class SetClock(SimulatedClock):
    """Somebody may set it: wall time jumps, monotonic time goes on."""

    def set_by(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


@dataclass
class Stage:
    """Cameras and the follower of one run of the program. `saved`: the newest word of each outage, in order."""

    clock: SetClock = field(default_factory=SetClock)
    healths: dict[UUID, StreamHealth] = field(default_factory=dict)
    words: list[Outage] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.follower = OutageFollower(self.clock, self.healths.get, self.words.append)

    @property
    def saved(self) -> list[Outage]:
        return list({outage.id: outage for outage in self.words}.values())

    def watch(self, *cameras: UUID) -> None:
        for camera in cameras:
            self.is_now(camera, "connected")
        self.follower.watch(cameras)

    def is_now(self, camera: UUID, condition: CameraCondition, slug: str = "", reason: str = "") -> None:
        now = self.clock.now()
        self.healths[camera] = StreamHealth(camera, condition, now, reason, slug, None, 0, 0, 0, 0.0)
        self.follower.look(camera)

    def down(self, camera: UUID = DOOR, slug: str = "timeout", reason: str = "The camera did not answer.") -> None:
        self.is_now(camera, "down", slug, reason)

    def up(self, camera: UUID = DOOR) -> None:
        self.is_now(camera, "connected")

    def wait(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.advance(1)
            self.follower.look_at_all()

    def away(self, seconds: int, camera: UUID = DOOR) -> None:
        self.down(camera)
        self.wait(seconds)
        self.up(camera)


@dataclass
class Program(Stage):
    """One run of it, on a database. `told`: the updates, in order, after their commits."""

    database: Database = field(kw_only=True)
    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.view = OutageView(self.clock, lambda: UTC)
        self.intake = OutageIntake(self.database, self.view, self.announce, self.clock)
        self.follower = OutageFollower(self.clock, self.healths.get, self.intake.take)

    async def announce(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        after_commit(session, lambda: self.told.append((kind, body)))

    async def start(self) -> None:
        restart = Restart(self.database, self.view, self.announce, self.clock)
        self.follower.told_before(await restart.settle())

    async def rows(self) -> list[OutageRow]:
        """Newest first."""
        async with self.database.read() as session:
            order = (OutageRow.began_at.desc(), OutageRow.id.desc())
            return list(await session.scalars(sa.select(OutageRow).order_by(*order)))

    def kinds(self) -> list[str]:
        return [kind for kind, _ in self.told]


async def add_camera(database: Database, camera: UUID, name: str, *, enabled: bool = True) -> None:
    row: dict[str, Any] = {"id": camera, "name": name, "name_key": name.casefold(), "enabled": enabled, "rules": {}}
    at = datetime(2026, 1, 1, tzinfo=UTC)
    row |= {"source": {}, "source_key": str(uuid4()), "created_at": at, "updated_at": at}
    async with database.write() as session:
        await session.execute(sa.insert(CameraRow).values(row))


@asynccontextmanager
async def a_program(database: Database) -> AsyncIterator[Program]:
    """The door and the yard are watched."""
    await add_camera(database, DOOR, "Front door")
    await add_camera(database, YARD, "Yard")
    program = Program(database=database)
    await program.start()
    program.watch(DOOR, YARD)
    yield program
