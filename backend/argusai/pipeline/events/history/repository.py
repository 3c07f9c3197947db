"""Stored events, one at a time: what recording, deleting, seeing and rating need."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session, UtcDateTime
from argusai.kit.sql import insert, later
from argusai.pipeline.events.description.requests.contract import PastEvents
from argusai.pipeline.events.history.models import (
    EventLabelRow,
    EventPlaceRow,
    EventRow,
    MediaRow,
    SeenBeforeRow,
    SeenRow,
)
from argusai.pipeline.events.history.parcels.models import ParcelRow

# Another domain's table: only what a sentence needs of it.
CAMERAS = sa.table(
    "cameras",
    sa.column("id", sa.Uuid),
    sa.column("name", sa.String),
    sa.column("source", sa.JSON),
    sa.column("pictures_since", UtcDateTime),
    sa.column("rules", sa.JSON),
)
# What describing keeps; only whether it was asked.
_REQUESTS = sa.table("description_requests", sa.column("event_id", sa.Uuid), sa.column("state", sa.String))
# What describing paid for; only what was said of an event.
_CALLS = sa.table("description_calls", sa.column("event_id", sa.Uuid), sa.column("answer", sa.JSON(none_as_null=True)))


class EventRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def camera_name(self, camera_id: UUID) -> str | None:
        name: str | None = await self._session.scalar(sa.select(CAMERAS.c.name).where(CAMERAS.c.id == camera_id))
        return name

    async def tells_time(self, camera_id: UUID) -> bool:
        """Whether the clock says when its pictures are of. A video file is played whenever that may be."""
        source = await self._session.scalar(sa.select(CAMERAS.c.source).where(CAMERAS.c.id == camera_id)) or {}
        return bool(source.get("kind") != "file")

    async def place_names(self, camera_id: UUID) -> tuple[str, ...]:
        """Of the camera's zones and lines."""
        rules = await self._session.scalar(sa.select(CAMERAS.c.rules).where(CAMERAS.c.id == camera_id)) or {}
        return tuple(each["name"] for kind in ("zones", "lines") for each in rules.get(kind, ()))

    async def pictures_since(self, camera_id: UUID) -> datetime | None:
        """Pictures and clips of that camera from before were deleted for good, and later ones of then are unwanted."""
        query = sa.select(CAMERAS.c.pictures_since).where(CAMERAS.c.id == camera_id)
        since: datetime | None = await self._session.scalar(query)
        return since

    async def camera_names(self, camera_ids: Iterable[UUID]) -> dict[UUID, str]:
        query = sa.select(CAMERAS.c.id, CAMERAS.c.name).where(CAMERAS.c.id.in_(tuple(camera_ids)))
        return {row.id: row.name for row in await self._session.execute(query)}

    async def find(self, event_id: UUID) -> EventRow | None:
        return await self._session.get(EventRow, event_id, populate_existing=True)

    async def newest_of_tracks(self, camera_id: UUID, since: datetime, most: int) -> Sequence[EventRow]:
        """Those that the camera itself opened, newest first."""
        query = sa.select(EventRow).where(EventRow.camera_id == camera_id, EventRow.trigger == "track")
        newest = query.where(EventRow.started_at >= since).order_by(EventRow.started_at.desc(), EventRow.id.desc())
        return (await self._session.scalars(newest.limit(most))).all()

    async def open_events(self, camera_ids: frozenset[UUID] | None) -> Sequence[UUID]:
        query = sa.select(EventRow.id).where(EventRow.state == "open").order_by(EventRow.started_at)
        if camera_ids is not None:
            query = query.where(EventRow.camera_id.in_(camera_ids))
        return (await self._session.scalars(query)).all()

    async def save(self, event_id: UUID, values: dict[str, Any]) -> None:
        """Insert or update the row."""
        statement = insert(EventRow).values(id=event_id, **values)
        await self._session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    async def word(self, event_id: UUID, values: dict[str, Any]) -> None:
        await self._session.execute(sa.update(EventRow).where(EventRow.id == event_id).values(**values))

    async def without_request(self, since: datetime, most: int) -> Sequence[UUID]:
        """Events from `since` on for which no provider was asked, newest first."""
        asked = sa.select(_REQUESTS.c.event_id).where(_REQUESTS.c.event_id == EventRow.id).exists()
        query = sa.select(EventRow.id).where(EventRow.started_at >= since, ~asked)
        return (await self._session.scalars(query.order_by(EventRow.started_at.desc()).limit(most))).all()

    async def past(self, wanted: PastEvents, most: int) -> Sequence[tuple[UUID, UUID]]:
        """Ended events with a picture for which nobody is being asked, each with its camera; newest first."""
        row, asked = EventRow, _REQUESTS.c
        pictured = sa.select(MediaRow.id).where(MediaRow.event_id == row.id, MediaRow.kind.in_(("snapshot", "frame")))
        waiting = sa.select(asked.event_id).where(asked.event_id == row.id, asked.state.in_(("waiting", "put-off")))
        query = (
            sa.select(row.id, row.camera_id)
            .where(row.started_at >= wanted.since, row.started_at < wanted.until, row.state == "closed")
            .where(pictured.exists(), ~waiting.exists())
            .order_by(row.started_at.desc(), row.id.desc())
        )
        if wanted.camera_ids is not None:
            query = query.where(row.camera_id.in_(wanted.camera_ids))
        if not wanted.again:
            query = query.where(row.description_id.is_(None))
        return [(event_id, camera_id) for event_id, camera_id in await self._session.execute(query.limit(most))]

    async def set_labels(self, event_id: UUID, values: dict[str, Any], labels: Sequence[str]) -> None:
        """`values`: of the event: its camera_id and started_at."""
        own = {name: values[name] for name in ("camera_id", "started_at")}
        gone = sa.delete(EventLabelRow).where(EventLabelRow.event_id == event_id, EventLabelRow.label.not_in(labels))
        await self._session.execute(gone)
        for label in labels:
            row = insert(EventLabelRow).values(event_id=event_id, label=label, **own)
            await self._session.execute(row.on_conflict_do_nothing())

    async def set_places(self, event_id: UUID, values: dict[str, Any], places: Iterable[tuple[str, str]]) -> None:
        """`places`: kind and name, each once."""
        own = {name: values[name] for name in ("camera_id", "started_at")}
        await self._session.execute(sa.delete(EventPlaceRow).where(EventPlaceRow.event_id == event_id))
        rows = [{"event_id": event_id, "kind": kind, "name": name, **own} for kind, name in places]
        if rows:
            await self._session.execute(sa.insert(EventPlaceRow), rows)

    async def media(self, event_id: UUID) -> Sequence[MediaRow]:
        query = sa.select(MediaRow).where(MediaRow.event_id == event_id).order_by(MediaRow.taken_at, MediaRow.path)
        return (await self._session.scalars(query)).all()

    async def one_media(self, media_id: UUID) -> MediaRow | None:
        return await self._session.get(MediaRow, media_id)

    async def add_media(self, values: dict[str, Any]) -> None:
        await self._session.execute(sa.insert(MediaRow).values(**values))

    async def remove_media(self, media_ids: Iterable[UUID]) -> None:
        await self._session.execute(sa.delete(MediaRow).where(MediaRow.id.in_(tuple(media_ids))))

    async def remove(self, event_ids: Sequence[UUID]) -> list[str]:
        """Remove events with all that hangs on them; the paths of their files, which now have no row."""
        paths = await self._session.scalars(sa.select(MediaRow.path).where(MediaRow.event_id.in_(event_ids)))
        found = list(paths)
        await self._session.execute(sa.delete(EventRow).where(EventRow.id.in_(event_ids)))
        await self._session.execute(sa.update(_CALLS).where(_CALLS.c.event_id.in_(event_ids)).values(answer=None))
        # A parcel of which both events are gone tells nobody anything.
        of_nothing = sa.and_(ParcelRow.left_event_id.is_(None), ParcelRow.taken_event_id.is_(None))
        await self._session.execute(sa.delete(ParcelRow).where(of_nothing))
        return found

    async def mark_seen(self, event_id: UUID, person_id: UUID, at: datetime) -> bool:
        """False when it was marked before."""
        row = insert(SeenRow).values(user_id=person_id, event_id=event_id, at=at).on_conflict_do_nothing()
        done = await self._session.execute(row.returning(SeenRow.event_id))
        return done.first() is not None

    async def mark_all_seen(self, person_id: UUID, until: datetime) -> None:
        """Everything that started at or before `until`; an earlier, later mark stays."""
        row = insert(SeenBeforeRow).values(user_id=person_id, before=until)
        newer = row.on_conflict_do_update(
            index_elements=["user_id"], set_={"before": later(SeenBeforeRow.before, row.excluded.before)}
        )
        await self._session.execute(newer)
        covered = sa.select(EventRow.id).where(EventRow.started_at <= until)
        await self._session.execute(
            sa.delete(SeenRow).where(SeenRow.user_id == person_id, SeenRow.event_id.in_(covered))
        )
