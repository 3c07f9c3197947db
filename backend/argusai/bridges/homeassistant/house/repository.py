"""What stands in other domains' tables about cameras and their events. Reads only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session, UtcDateTime

_CAMERAS = sa.table(
    "cameras",
    sa.column("id", sa.Uuid),
    sa.column("name", sa.String),
    sa.column("position", sa.Integer),
    sa.column("enabled", sa.Boolean),
    sa.column("paused", sa.Boolean),
    sa.column("paused_until", UtcDateTime),
    sa.column("paused_at", UtcDateTime),
    sa.column("stays_home", sa.Boolean),
)
_EVENTS = sa.table(
    "events",
    sa.column("id", sa.Uuid),
    sa.column("camera_id", sa.Uuid),
    sa.column("state", sa.String),
    sa.column("started_at", UtcDateTime),
    sa.column("labels", sa.JSON),
    sa.column("facts", sa.JSON),
    sa.column("text", sa.Text),
    sa.column("describer", sa.String),
    sa.column("attention", sa.Integer),
)
_MEDIA = sa.table(
    "media",
    sa.column("event_id", sa.Uuid),
    sa.column("kind", sa.String),
    sa.column("path", sa.String),
    sa.column("taken_at", UtcDateTime),
)
_PARCELS = sa.table(
    "parcels", sa.column("camera_id", sa.Uuid), sa.column("left_at", UtcDateTime), sa.column("taken_at", UtcDateTime)
)
_NOTICES = sa.table(
    "notices",
    sa.column("id", sa.Uuid),
    sa.column("person_id", sa.Uuid),
    sa.column("event_id", sa.Uuid),
    sa.column("acknowledged_at", UtcDateTime),
)
_USERS = sa.table("users", sa.column("id", sa.Uuid))
_CHANNEL_HOUSE = sa.table("channel_house", sa.column("own_address", sa.String))
# The small one first: a broker keeps it for each camera.
_SHOWN = ("thumbnail", "snapshot")


@dataclass(frozen=True, slots=True)
class CameraStored:
    id: UUID
    name: str
    enabled: bool
    paused: bool
    paused_until: datetime | None
    paused_at: datetime | None
    stays_home: bool


@dataclass(frozen=True, slots=True)
class EventStored:
    id: UUID
    camera_id: UUID
    state: str
    started_at: datetime
    labels: list[str]
    zones: tuple[str, ...]
    lines: tuple[str, ...]
    attention: int
    text: str
    describer: str


class HouseRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def cameras(self) -> list[CameraStored]:
        """In the order that people gave them."""
        query = sa.select(_CAMERAS).order_by(_CAMERAS.c.position, _CAMERAS.c.id)
        return [_camera(row) for row in await self._session.execute(query)]

    async def camera(self, camera_id: UUID) -> CameraStored | None:
        row = (await self._session.execute(sa.select(_CAMERAS).where(_CAMERAS.c.id == camera_id))).one_or_none()
        return None if row is None else _camera(row)

    async def going_on(self, camera_id: UUID) -> list[frozenset[str]]:
        """The labels of each event that is open."""
        query = sa.select(_EVENTS.c.labels).where(_EVENTS.c.state == "open", _EVENTS.c.camera_id == camera_id)
        return [frozenset(labels) for labels in await self._session.scalars(query)]

    async def last(self, camera_id: UUID) -> EventStored | None:
        query = sa.select(_EVENTS).where(_EVENTS.c.camera_id == camera_id)
        newest = query.order_by(_EVENTS.c.started_at.desc(), _EVENTS.c.id.desc()).limit(1)
        row = (await self._session.execute(newest)).one_or_none()
        return None if row is None else _event(row)

    async def count_since(self, camera_id: UUID, since: datetime) -> int:
        query = sa.select(sa.func.count()).where(_EVENTS.c.camera_id == camera_id, _EVENTS.c.started_at >= since)
        return await self._session.scalar(query) or 0

    async def parcels_since(self, camera_id: UUID, since: datetime) -> int:
        """Those left after that and not seen to be taken."""
        there = sa.and_(_PARCELS.c.camera_id == camera_id, _PARCELS.c.taken_at.is_(None), _PARCELS.c.left_at >= since)
        return await self._session.scalar(sa.select(sa.func.count()).where(there)) or 0

    async def picture(self, event_id: UUID) -> str | None:
        """Relative to the media folder."""
        query = sa.select(_MEDIA.c.kind, _MEDIA.c.path).where(_MEDIA.c.event_id == event_id, _MEDIA.c.kind.in_(_SHOWN))
        found = {row.kind: row.path for row in await self._session.execute(query.order_by(_MEDIA.c.taken_at))}
        return next((found[kind] for kind in _SHOWN if kind in found), None)

    async def own_address(self) -> str:
        return await self._session.scalar(sa.select(_CHANNEL_HOUSE.c.own_address).limit(1)) or ""

    async def people(self) -> Sequence[UUID]:
        return (await self._session.scalars(sa.select(_USERS.c.id).order_by(_USERS.c.id))).all()

    async def newest_unacknowledged(self) -> UUID | None:
        """The event of the newest notice that nobody sees to."""
        query = sa.select(_NOTICES.c.event_id).where(
            _NOTICES.c.event_id.is_not(None), _NOTICES.c.acknowledged_at.is_(None)
        )
        event_id: UUID | None = await self._session.scalar(query.order_by(_NOTICES.c.id.desc()).limit(1))
        return event_id

    async def notice_of(self, event_id: UUID) -> tuple[UUID, UUID] | None:
        """One of them, and whose it is."""
        query = sa.select(_NOTICES.c.id, _NOTICES.c.person_id).where(_NOTICES.c.event_id == event_id)
        row = (await self._session.execute(query.order_by(_NOTICES.c.id).limit(1))).one_or_none()
        return None if row is None else (row.id, row.person_id)


def _camera(row: sa.Row[tuple[()]]) -> CameraStored:
    return CameraStored(row.id, row.name, row.enabled, row.paused, row.paused_until, row.paused_at, row.stays_home)


def _event(row: sa.Row[tuple[()]]) -> EventStored:
    tracks = row.facts.get("tracks", ())
    zones = dict.fromkeys(zone for track in tracks for zone in track.get("zones", ()))
    lines = dict.fromkeys(each["line"] for track in tracks for each in track.get("crossings", ()))
    return EventStored(
        row.id, row.camera_id, row.state, row.started_at, row.labels, tuple(zones), tuple(lines), row.attention,
        row.text, row.describer,
    )  # fmt: skip
