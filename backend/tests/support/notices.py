"""The whole of notices on a real database: people, an event with a picture, rules that fire, channels, and deliveries.
Only what lies outside of it, the receivers, is real as well but elsewhere: tests.support.receiver."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.fernet import Fernet

from argusai.flow.notifying import Notifying, connect_notifying
from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database, Session
from argusai.kit.ids import new_id
from argusai.kit.vault import Vault
from argusai.pipeline.notifications.channels.schemas import (
    ChannelHousePatch,
    ChannelIn,
    ChannelMadeOut,
    Reachable,
)
from argusai.pipeline.notifications.channels.service import Who
from argusai.pipeline.notifications.contract import Stage, Telling
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository, Wanted
from argusai.pipeline.notifications.notices.models import NoticeRow
from argusai.pipeline.notifications.notices.schemas import DeliveryOut
from argusai.pipeline.notifications.notices.show import show_delivery
from argusai.system.settings_service import SettingsService
from tests.support.events import CAMERAS, USERS
from tests.support.secrets import secret

T0 = datetime(2026, 1, 1, 12, tzinfo=UTC)
PICTURE = b"\xff\xd8" + b"a picture" * 100 + b"\xff\xd9"
_MEDIA = sa.table(
    "media", sa.column("id", sa.Uuid), sa.column("event_id", sa.Uuid),
    *(sa.column(name) for name in ("kind", "path", "content_type", "bytes", "width", "height", "taken_at", "boxes")),
)  # fmt: skip
_EVENTS = sa.table(
    "events", sa.column("id", sa.Uuid), sa.column("camera_id", sa.Uuid), sa.column("continues_id", sa.Uuid),
    *(
        sa.column(name)
        for name in (
            "state", "trigger", "started_at", "last_activity_at", "reported_at", "labels", "facts", "text", "language",
            "describer", "provisional", "attention", "attention_reason",
        )
    ),
)  # fmt: skip


@dataclass
class Told:
    """What the page was told."""

    kind: str
    body: dict[str, Any]


@dataclass
class Home:
    """`anna` is its administrator, `ben` a member. `page`: what was announced."""

    database: Database
    clock: SimulatedClock
    folder: Path
    vault: Vault = field(default_factory=lambda: Vault(secret(Fernet.generate_key().decode())))
    page: list[Told] = field(default_factory=list)
    anna: UUID = field(default_factory=new_id)
    ben: UUID = field(default_factory=new_id)
    camera: UUID = field(default_factory=new_id)
    rule: UUID = field(default_factory=new_id)
    notifying: Notifying = field(init=False)

    async def announce(self, session: Session, kind: str, body: dict[str, Any]) -> None:
        self.page.append(Told(kind, body))

    def connect(self) -> None:
        """As the program does at its start; call it again for the next start."""
        settings = SettingsService(self.database, self.clock, self.announce, "Europe/Berlin")
        around = (self.announce, self.clock)
        self.notifying = connect_notifying(self.database, self.vault, settings, self.folder, around)

    async def move_in(self) -> None:
        self.connect()
        at = self._at()
        async with self.database.write() as session:
            for id_, name, role in ((self.anna, "Anna", "administrator"), (self.ben, "Ben", "member")):
                values = {"name": name, "name_key": name.lower(), "password_hash": "x", "role": role, "created_at": at}
                await session.execute(sa.insert(USERS).values(id=id_, **values))
            camera = {"name": "Garden", "name_key": "garden", "source": "{}", "source_key": "x", "enabled": True}
            await session.execute(sa.insert(CAMERAS).values(id=self.camera, **camera, created_at=at, updated_at=at))

    def _at(self) -> str:
        return self.clock.now().replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")

    async def event(self, text: str = "A person walked by.", *, continues: UUID | None = None) -> UUID:
        """A stored event with a picture."""
        id_, at = new_id(), self._at()
        (self.folder / f"{id_}.jpg").write_bytes(PICTURE)
        async with self.database.write() as session:
            values = {
                "state": "open", "trigger": "track", "started_at": at, "last_activity_at": at, "reported_at": at,
                "labels": '["person"]', "facts": "{}", "text": text, "language": "en", "describer": "built-in",
                "provisional": True, "attention": 1, "attention_reason": "", "continues_id": continues,
            }  # fmt: skip
            await session.execute(sa.insert(_EVENTS).values(id=id_, camera_id=self.camera, **values))
            picture = {
                "kind": "snapshot", "path": f"{id_}.jpg", "content_type": "image/jpeg", "bytes": len(PICTURE),
                "width": 640, "height": 360, "taken_at": at, "boxes": "[]",
            }  # fmt: skip
            await session.execute(sa.insert(_MEDIA).values(id=new_id(), event_id=id_, **picture))
        return id_

    async def reword(self, event_id: UUID, text: str) -> None:
        async with self.database.write() as session:
            await session.execute(sa.update(_EVENTS).where(_EVENTS.c.id == event_id).values(text=text))

    async def fire(self, event_id: UUID, stage: Stage = "opened", **changed: Any) -> None:
        """A rule fires for Anna, unless told otherwise."""
        values: dict[str, Any] = {
            "rule_id": self.rule, "rule_name": "People", "event_id": event_id, "camera_id": self.camera,
            "stage": stage, "urgent": False, "person_ids": (self.anna,), "channel_ids": (),
            "fired_at": self.clock.now(), **changed,
        }  # fmt: skip
        async with self.database.write() as session:
            await self.notifying.teller.tell(session, Telling(**values))

    async def channel(self, settings: dict[str, Any], owner: UUID | None = None, **changed: Any) -> ChannelMadeOut:
        values = {"name": settings["kind"].title(), "settings": settings, **changed}
        who = Who(owner or self.anna, administrator=owner is None)
        return await self.notifying.channels.create(who, ChannelIn.model_validate(values))

    async def reach_this_machine(self) -> None:
        """Receivers of tests are here."""
        address = "https://argus.example.org"
        await self.notifying.channels.change_house(ChannelHousePatch(reach="machine", own_address=address))

    async def reach(self, reach: Reachable) -> None:
        await self.notifying.channels.change_house(ChannelHousePatch(reach=reach))

    @property
    def me(self) -> Who:
        """Anna."""
        return Who(self.anna, administrator=True)

    async def notices(self, person: UUID | None = None) -> list[NoticeRow]:
        async with self.database.read() as session:
            query = sa.select(NoticeRow).where(NoticeRow.person_id == (person or self.anna)).order_by(NoticeRow.id)
            return list((await session.scalars(query)).all())

    async def deliveries(self, **wanted: Any) -> list[DeliveryOut]:
        """Oldest first."""
        async with self.database.read() as session:
            found = await DeliveryRepository(session).page(Wanted(**wanted), None, 200)
        return [show_delivery(each) for each in reversed(found)]

    @contextlib.asynccontextmanager
    async def delivering(self, name: str = "here") -> AsyncIterator[None]:
        """The program runs inside the block; at its end it is killed, as hard as a task can be."""
        await self.notifying.deliverer.start(name)
        running = asyncio.create_task(self.notifying.deliverer.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.wait([running])

    def later(self, seconds: float) -> None:
        """Time passes, and whoever waits for it looks again."""
        self.clock.advance(seconds)
        self.notifying.teller.wake()


@contextlib.asynccontextmanager
async def home(database: Database, folder: Path, clock: SimulatedClock | None = None) -> AsyncIterator[Home]:
    made = Home(database, clock or SimulatedClock(T0), folder)
    await made.move_in()
    try:
        yield made
    finally:
        made.notifying.close()
