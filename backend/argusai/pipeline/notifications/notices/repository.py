"""The only place that reads and writes notices and what belongs to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from argusai.kit.db import Session, UtcDateTime
from argusai.kit.sql import insert, total
from argusai.pipeline.notifications.notices.calm import is_ping, is_told, place_of
from argusai.pipeline.notifications.notices.models import CalmRow, NoticeRow, PingRow

# Of one rule and camera; storms end long before.
_LATEST_PINGS = 50

# Other domains' tables: what a notice says of an event, and to whom.
_EVENTS = sa.table(
    "events",
    sa.column("id", sa.Uuid),
    sa.column("camera_id", sa.Uuid),
    sa.column("started_at", UtcDateTime),
    sa.column("continues_id", sa.Uuid),
    sa.column("labels", sa.JSON),
    sa.column("facts", sa.JSON),
    sa.column("text", sa.Text),
    sa.column("attention", sa.Integer),
)
_CAMERAS = sa.table(
    "cameras", sa.column("id", sa.Uuid), sa.column("name", sa.String), sa.column("stays_home", sa.Boolean)
)
_USERS = sa.table("users", *(sa.column(name) for name in ("name", "role")), sa.column("id", sa.Uuid))
_MEDIA = sa.table(
    "media",
    sa.column("event_id", sa.Uuid),
    sa.column("kind", sa.String),
    sa.column("path", sa.String),
    sa.column("taken_at", UtcDateTime),
)
_SHOWN = ("snapshot", "thumbnail")


@dataclass(frozen=True, slots=True)
class EventSeen:
    """What a notice needs of an event."""

    id: UUID
    camera_id: UUID
    camera_name: str
    started_at: datetime
    continues: bool
    labels: tuple[str, ...]
    text: str
    attention: int
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notices of a person. `text`: in title or words."""

    unread: bool = False
    urgent: bool = False
    kind: str | None = None
    text: str = ""


class NoticeRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def event(self, event_id: UUID) -> EventSeen | None:
        query = (
            sa.select(_EVENTS, _CAMERAS.c.name.label("camera_name"))
            .join(_CAMERAS, _CAMERAS.c.id == _EVENTS.c.camera_id)
            .where(_EVENTS.c.id == event_id)
        )
        row = (await self._session.execute(query)).one_or_none()
        if row is None:
            return None
        return EventSeen(
            row.id, row.camera_id, row.camera_name, row.started_at, row.continues_id is not None, tuple(row.labels),
            row.text, row.attention, _zones(row.facts),
        )  # fmt: skip

    async def picture_path(self, event_id: UUID) -> str | None:
        """Relative to the media folder. None as well when pictures of the camera may not leave the house."""
        query = (
            sa.select(_MEDIA.c.kind, _MEDIA.c.path)
            .join(_EVENTS, _EVENTS.c.id == _MEDIA.c.event_id)
            .join(_CAMERAS, _CAMERAS.c.id == _EVENTS.c.camera_id)
            .where(_MEDIA.c.event_id == event_id, _MEDIA.c.kind.in_(_SHOWN), ~_CAMERAS.c.stays_home)
        )
        found = {row.kind: row.path for row in await self._session.execute(query.order_by(_MEDIA.c.taken_at))}
        return next((found[kind] for kind in _SHOWN if kind in found), None)

    async def administrators(self) -> Sequence[UUID]:
        query = sa.select(_USERS.c.id).where(_USERS.c.role == "administrator").order_by(_USERS.c.id)
        return (await self._session.scalars(query)).all()

    async def people(self, person_ids: Collection[UUID] | None = None) -> Sequence[UUID]:
        """Those of them that are there; None: everybody."""
        query = sa.select(_USERS.c.id).order_by(_USERS.c.id)
        if person_ids is not None:
            query = query.where(_USERS.c.id.in_(tuple(person_ids)))
        return (await self._session.scalars(query)).all()

    async def get(self, notice_id: UUID) -> NoticeRow | None:
        return await self._session.get(NoticeRow, notice_id)

    async def find(self, person_id: UUID, subject: str) -> NoticeRow | None:
        query = sa.select(NoticeRow).where(NoticeRow.person_id == person_id, NoticeRow.subject == subject)
        return (await self._session.scalars(query)).one_or_none()

    async def about(self, subject: str) -> Sequence[NoticeRow]:
        """Everybody's."""
        query = sa.select(NoticeRow).where(NoticeRow.subject == subject).order_by(NoticeRow.id)
        return (await self._session.scalars(query)).all()

    async def newest_about(self, beginning: str) -> str | None:
        """The subject of the newest notice, to anybody, whose subject begins so."""
        query = sa.select(NoticeRow.subject).where(NoticeRow.subject.startswith(beginning, autoescape=True))
        subject: str | None = await self._session.scalar(query.order_by(NoticeRow.id.desc()).limit(1))
        return subject

    async def of_event(self, event_id: UUID) -> Sequence[NoticeRow]:
        query = sa.select(NoticeRow).where(NoticeRow.event_id == event_id).order_by(NoticeRow.id)
        return (await self._session.scalars(query)).all()

    async def seen_to(self, event_id: UUID) -> tuple[datetime | None, str]:
        """Since when somebody sees to it, and who; None, "": nobody."""
        row = NoticeRow
        query = sa.select(row.acknowledged_at, row.acknowledged_by).where(
            row.event_id == event_id, row.acknowledged_at.is_not(None)
        )
        first = (await self._session.execute(query.order_by(row.acknowledged_at).limit(1))).first()
        return (None, "") if first is None else (first.acknowledged_at, first.acknowledged_by)

    async def of_person(
        self, person_id: UUID, event_ids: Collection[UUID], notice_ids: Collection[UUID]
    ) -> Sequence[NoticeRow]:
        """This person's of those events, and those themselves, oldest first."""
        these = sa.or_(NoticeRow.event_id.in_(tuple(event_ids)), NoticeRow.id.in_(tuple(notice_ids)))
        query = sa.select(NoticeRow).where(NoticeRow.person_id == person_id, these)
        return (await self._session.scalars(query.order_by(NoticeRow.id))).all()

    async def unheeded(self, after: datetime) -> Sequence[NoticeRow]:
        """Urgent notices of events, sent, that became urgent after that, that their person has not read, nobody
        sees to, and that were not told again."""
        row, again = NoticeRow, aliased(NoticeRow)
        told_again = sa.exists().where(
            again.person_id == row.person_id, again.event_id == row.event_id, again.subject.startswith("again:")
        )
        query = sa.select(row).where(
            row.kind == "event", row.urgent, row.silent == "", row.read_at.is_(None),
            row.acknowledged_at.is_(None), row.urgent_at > after, ~told_again,
        )  # fmt: skip
        return (await self._session.scalars(query.order_by(row.id))).all()

    async def add(self, row: NoticeRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def page(
        self, person_id: UUID, wanted: Wanted, after: tuple[datetime, UUID] | None, most: int
    ) -> Sequence[NoticeRow]:
        """Newest first: those that come after `after`."""
        row = NoticeRow
        query = sa.select(row).where(row.person_id == person_id)
        if wanted.unread:
            query = query.where(row.read_at.is_(None))
        if wanted.urgent:
            query = query.where(row.urgent)
        if wanted.kind is not None:
            query = query.where(row.kind == wanted.kind)
        if wanted.text:
            query = query.where(
                sa.or_(
                    row.text.icontains(wanted.text, autoescape=True), row.title.icontains(wanted.text, autoescape=True)
                )
            )
        if after is not None:
            query = query.where(row.made_at <= after[0], sa.or_(row.made_at < after[0], row.id < after[1]))
        return (await self._session.scalars(query.order_by(row.made_at.desc(), row.id.desc()).limit(most))).all()

    async def unread(self, person_id: UUID) -> tuple[int, int]:
        """How many, and how many of them urgent."""
        query = sa.select(sa.func.count(), total(sa.case((NoticeRow.urgent, 1), else_=0)))
        query = query.where(NoticeRow.person_id == person_id, NoticeRow.read_at.is_(None))
        count, urgent = (await self._session.execute(query)).one()
        return count, urgent

    async def mark_read(self, person_id: UUID, at: datetime, *, until: datetime | None, one: UUID | None) -> bool:
        """All that were made up to `until`, or `one`. False when there was nothing to mark."""
        query = sa.update(NoticeRow).where(NoticeRow.person_id == person_id, NoticeRow.read_at.is_(None))
        if until is not None:
            query = query.where(NoticeRow.made_at <= until)
        if one is not None:
            query = query.where(NoticeRow.id == one)
        marked = await self._session.execute(query.values(read_at=at).returning(NoticeRow.id))
        return marked.first() is not None

    async def storm(self, person_id: UUID, since: datetime, until: datetime) -> NoticeRow | None:
        """The summary that is being gathered."""
        row = NoticeRow
        query = sa.select(row).where(row.person_id == person_id, row.kind == "summary")
        query = query.where(row.made_at > since, row.made_at <= until)
        return (await self._session.scalars(query.order_by(row.made_at.desc()).limit(1))).one_or_none()

    async def held_back(self, person_id: UUID, since: datetime) -> dict[str, int]:
        """How many notices the storm holds back, by title."""
        row = NoticeRow
        query = sa.select(row.title, sa.func.count()).where(
            row.person_id == person_id, row.silent == "storm", row.made_at >= since
        )
        found = await self._session.execute(query.group_by(row.title).order_by(sa.func.count().desc()))
        return {row.title: row[1] for row in found}

    async def forget(self, before: datetime) -> int:
        """What is older than this: events keep theirs as long as they are kept themselves. How many notices."""
        old = sa.delete(NoticeRow).where(NoticeRow.made_at < before, NoticeRow.event_id.is_(None))
        gone = (await self._session.execute(old.returning(NoticeRow.id))).all()
        await self._session.execute(sa.delete(PingRow).where(PingRow.at < before))
        return len(gone)


def _zones(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """In which anything stood, each once."""
    return tuple(dict.fromkeys(zone for track in facts.get("tracks", ()) for zone in track.get("zones", ())))


class CalmRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, person_id: UUID) -> CalmRow | None:
        return await self._session.get(CalmRow, person_id)

    async def save(self, values: dict[str, object]) -> None:
        statement = insert(CalmRow).values(**values)
        changes = {name: value for name, value in values.items() if name != "person_id"}
        await self._session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_=changes))

    async def last_ping(self, person_id: UUID, about: str) -> PingRow | None:
        """The last one that told all of it: see `calm.is_told`."""
        same_place = PingRow.about.startswith(place_of(about), autoescape=True)
        query = sa.select(PingRow).where(PingRow.person_id == person_id, same_place)
        rows = await self._session.scalars(query.order_by(PingRow.at.desc(), PingRow.id.desc()).limit(_LATEST_PINGS))
        return next((row for row in rows if is_told(about, row.about)), None)

    async def pings_since(self, person_id: UUID, since: datetime, until: datetime) -> int:
        query = sa.select(PingRow.about).where(PingRow.person_id == person_id)
        rows = await self._session.scalars(query.where(PingRow.at > since, PingRow.at <= until))
        return sum(map(is_ping, rows))

    async def add_ping(self, row: PingRow) -> None:
        self._session.add(row)
        await self._session.flush()
