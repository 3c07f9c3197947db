"""Lists of events by keyset, newest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from argusai.kit.db import Session
from argusai.kit.sql import total
from argusai.pipeline.events.description.contract import Attention
from argusai.pipeline.events.history.browsing.wanted import Key, Wanted, of_group
from argusai.pipeline.events.history.models import (
    EventLabelRow,
    EventPlaceRow,
    EventRow,
    FeedbackRow,
    MediaRow,
    SeenBeforeRow,
    SeenRow,
)
from argusai.pipeline.events.history.repository import CAMERAS
from argusai.pipeline.events.history.show import Shown

# So many short lists are merged at most; SQLite takes 500 in one statement.
_MOST_PARTS = 100
_COMMON = "track"
Chosen = sa.Select[UUID, datetime]
# Another domain's table: which cameras a group has.
_MEMBERS = sa.table("camera_group_members", sa.column("group_id", sa.Uuid), sa.column("camera_id", sa.Uuid))


class BrowsingRepository:
    """`person_id`: who looks."""

    def __init__(self, session: Session, person_id: UUID) -> None:
        self._session = session
        self._person_id = person_id

    async def page(self, wanted: Wanted, after: Key | None, most: int) -> list[Shown]:
        """The newest `most` events that are wanted and come after `after`."""
        before = await self.seen_before() if wanted.unseen else None
        if wanted.group_id is not None:
            members = set(
                await self._session.scalars(
                    sa.select(_MEMBERS.c.camera_id).where(_MEMBERS.c.group_id == wanted.group_id)
                )
            )
            wanted = of_group(wanted, members)
            if not wanted.camera_ids:
                return []
        parts = [self._limits(part, wanted, before, after, most) for part in _parts(wanted)]
        if len(parts) > 1:
            # One short sorted list for each camera or label, merged: an index serves every one of them.
            merged = sa.union(*(sa.select(part.subquery()) for part in parts)).subquery()
            query = sa.select(merged.c.id).order_by(merged.c.started_at.desc(), merged.c.id.desc()).limit(most)
        else:
            query = sa.select(parts[0].subquery().c.id)
        ids = (await self._session.scalars(query)).all()
        rows = await self._session.scalars(sa.select(EventRow).where(EventRow.id.in_(ids)))
        return await self.show(sorted(rows, key=lambda row: (row.started_at, row.id), reverse=True))

    def _limits(self, part: "_Part", wanted: Wanted, before: datetime | None, after: Key | None, most: int) -> Chosen:
        query, at, event_id = part
        if wanted.since:
            query = query.where(at >= wanted.since)
        if wanted.until:
            query = query.where(at < wanted.until)
        if after:
            query = query.where(at <= after[0], sa.or_(at < after[0], event_id < after[1]))
        if wanted.unseen:
            query = query.where(~self._seen_one_by_one(event_id))
            if before:
                query = query.where(at > before)
        for kind, names in (("zone", wanted.zones), ("line", wanted.lines)):
            if names:
                query = query.where(_at_place(event_id, kind, names))
        return query.order_by(at.desc(), event_id.desc()).limit(most)

    def _seen_one_by_one(self, event_id: Any) -> sa.Exists:
        seen = sa.select(SeenRow.event_id).where(SeenRow.user_id == self._person_id, SeenRow.event_id == event_id)
        return seen.correlate_except(SeenRow).exists()

    async def seen_before(self) -> datetime | None:
        query = sa.select(SeenBeforeRow.before).where(SeenBeforeRow.user_id == self._person_id)
        before: datetime | None = await self._session.scalar(query)
        return before

    async def show(self, rows: Sequence[EventRow]) -> list[Shown]:
        """`rows` with camera names, thumbnails and what this person thinks of them: one query each for all."""
        ids = [row.id for row in rows]
        names = {row.id: row.name for row in await self._session.execute(sa.select(CAMERAS.c.id, CAMERAS.c.name))}
        media = sa.select(MediaRow).where(MediaRow.event_id.in_(ids), MediaRow.kind == "thumbnail")
        thumbnails = {row.event_id: row for row in await self._session.scalars(media)}
        seen = sa.select(SeenRow.event_id).where(SeenRow.user_id == self._person_id, SeenRow.event_id.in_(ids))
        seen_ids = set(await self._session.scalars(seen))
        rated = sa.select(FeedbackRow).where(FeedbackRow.user_id == self._person_id, FeedbackRow.event_id.in_(ids))
        feedback = {row.event_id: row for row in await self._session.scalars(rated)}
        before = await self.seen_before()
        return [
            Shown(
                row=row,
                camera_name=names.get(row.camera_id, ""),
                thumbnail=thumbnails.get(row.id),
                seen=row.id in seen_ids or (before is not None and row.started_at <= before),
                feedback=feedback.get(row.id),
            )
            for row in rows
        ]

    async def count_unseen(self) -> tuple[dict[int, int], datetime | None]:
        """How many by attention level, and when the oldest of them started. All are counted from the index and the few
        that were seen one by one taken off, for asking of each whether it was seen is slow."""
        before = await self.seen_before()
        later = EventRow.started_at > before if before else sa.true()
        rows = sa.union_all(*(self._level(int(level), later) for level in Attention))
        found = (await self._session.execute(rows)).all()
        seen = sa.select(EventRow.attention, sa.func.count().label("many")).join(
            SeenRow, SeenRow.event_id == EventRow.id
        )
        seen = seen.where(SeenRow.user_id == self._person_id, later).group_by(EventRow.attention)
        off = {row.attention: row.many for row in await self._session.execute(seen)}
        counts = {level: many - off.get(level, 0) for level, many, _ in found if many > off.get(level, 0)}
        return counts, min((since for *_, since in found if since), default=None)

    def _level(self, level: int, later: sa.ColumnElement[bool]) -> sa.Select[int, int, datetime]:
        """The level, how many events it has that are `later`, and the start of the oldest of them that is unseen."""
        of_level = sa.and_(EventRow.attention == level, later)
        oldest = sa.select(EventRow.started_at).where(of_level, ~self._seen_one_by_one(EventRow.id))
        return sa.select(
            sa.literal(level),
            sa.select(sa.func.count()).select_from(EventRow).where(of_level).scalar_subquery(),
            oldest.order_by(EventRow.started_at, EventRow.id).limit(1).scalar_subquery(),
        )

    async def labels(self) -> list[str]:
        """Each label once: hops from one to the next in the index, however many events there are."""
        first = sa.select(sa.func.min(EventLabelRow.label).label("label")).cte("hops", recursive=True)
        following = sa.select(sa.func.min(EventLabelRow.label)).where(EventLabelRow.label > first.c.label)
        hops = first.union_all(
            sa.select(following.correlate(first).scalar_subquery()).where(first.c.label.is_not(None))
        )
        found = await self._session.scalars(sa.select(hops.c.label).where(hops.c.label.is_not(None)))
        return list(found)

    async def neighbours(self, key: Key) -> tuple[UUID | None, UUID | None]:
        """The next newer and the next older event."""
        at, event_id = EventRow.started_at, EventRow.id
        newer = sa.select(event_id).where(at >= key[0], sa.or_(at > key[0], event_id > key[1]))
        older = sa.select(event_id).where(at <= key[0], sa.or_(at < key[0], event_id < key[1]))
        newer_id: UUID | None = await self._session.scalar(newer.order_by(at, event_id).limit(1))
        older_id: UUID | None = await self._session.scalar(older.order_by(at.desc(), event_id.desc()).limit(1))
        return newer_id, older_id

    async def storage(self) -> tuple[int, int, datetime | None]:
        """Bytes of all media, number of events, start of the oldest."""
        stored: int = await self._session.scalar(sa.select(total(MediaRow.bytes))) or 0
        events: int = await self._session.scalar(sa.select(sa.func.count()).select_from(EventRow)) or 0
        oldest: datetime | None = await self._session.scalar(sa.select(sa.func.min(EventRow.started_at)))
        return stored, events, oldest


def _at_place(event_id: Any, kind: str, names: Sequence[str]) -> sa.Exists:
    place = aliased(EventPlaceRow)  # the list itself may be of places
    wanted = sa.select(place.event_id).where(place.event_id == event_id, place.kind == kind, place.name.in_(names))
    return wanted.correlate_except(place).exists()


_Part = tuple[Chosen, Any, Any]


def _parts(wanted: Wanted) -> list[_Part]:
    """Queries that one index each can serve in order, with their columns for start and id."""
    event, label = EventRow, EventLabelRow
    of_event = sa.select(event.id.label("id"), event.started_at.label("started_at"))
    of_label = sa.select(label.event_id.label("id"), label.started_at.label("started_at"))
    if wanted.triggers and (not wanted.labels or _COMMON not in wanted.triggers):
        return _parts_by_trigger(wanted, of_event)
    if not wanted.labels and (wanted.zones or wanted.lines):
        # A place is rarer than a label or a camera: found by its own index, however many events there are.
        place, kind = EventPlaceRow, "zone" if wanted.zones else "line"
        of_place = sa.select(place.event_id.label("id"), place.started_at.label("started_at")).where(place.kind == kind)
        if wanted.camera_ids:
            of_place = of_place.where(place.camera_id.in_(wanted.camera_ids))
        named = [of_place.where(place.name == name) for name in wanted.zones or wanted.lines]
        return [(query, place.started_at, place.event_id) for query in named]
    if not wanted.labels and len(wanted.camera_ids) > _MOST_PARTS:
        return [(of_event.where(event.camera_id.in_(wanted.camera_ids)), event.started_at, event.id)]
    if not wanted.labels:
        each = [of_event.where(event.camera_id == camera_id) for camera_id in wanted.camera_ids] or [of_event]
        return [(query, event.started_at, event.id) for query in each]
    labelled = [of_label.where(label.label == word) for word in wanted.labels]
    if wanted.triggers:
        opened = sa.select(event.id).where(event.id == label.event_id, event.trigger.in_(wanted.triggers))
        labelled = [query.where(opened.correlate(label).exists()) for query in labelled]
    if len(labelled) * len(wanted.camera_ids) > _MOST_PARTS:
        labelled = [query.where(label.camera_id.in_(wanted.camera_ids)) for query in labelled]
    elif wanted.camera_ids:
        labelled = [query.where(label.camera_id == camera) for query in labelled for camera in wanted.camera_ids]
    return [(query, label.started_at, label.event_id) for query in labelled]


def _parts_by_trigger(wanted: Wanted, of_event: Chosen) -> list[_Part]:
    """Labels and cameras are looked up for each: there are few of the rare triggers, and many of the common one."""
    event, label = EventRow, EventLabelRow
    if wanted.camera_ids:
        of_event = of_event.where(event.camera_id.in_(wanted.camera_ids))
    if wanted.labels:
        has = sa.select(label.event_id).where(label.event_id == event.id, label.label.in_(wanted.labels))
        of_event = of_event.where(has.correlate(event).exists())
    return [(of_event.where(event.trigger == each), event.started_at, event.id) for each in wanted.triggers]
