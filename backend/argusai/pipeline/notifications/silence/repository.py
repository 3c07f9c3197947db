"""What is read of a quiet time beyond what other parts tell: events and notices of one camera."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from argusai.kit.db import Session, UtcDateTime
from argusai.pipeline.notifications.notices.models import NoticeRow
from argusai.pipeline.notifications.silence.contract import Key, Period, Sought

# Another domain's tables.
_EVENTS = sa.table(
    "events",
    *(sa.column("id", sa.Uuid), sa.column("camera_id", sa.Uuid), sa.column("text", sa.Text)),
    *(sa.column("started_at", UtcDateTime), sa.column("ended_at", UtcDateTime), sa.column("language", sa.String)),
)
_LABELS = sa.table(
    "event_labels",
    *(sa.column("event_id", sa.Uuid), sa.column("label", sa.String)),
)
_MEDIA = sa.table(
    "media", sa.column("id", sa.Uuid), sa.column("event_id", sa.Uuid), sa.column("kind", sa.String)
)  # fmt: skip
_USERS = sa.table("users", sa.column("id", sa.Uuid), sa.column("created_at", UtcDateTime))
# An event lasts five minutes at most; what lasts longer is continued by another one.
_LONGEST_EVENT = timedelta(hours=1)


class SilenceRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def joined_at(self, person_id: Any) -> datetime | None:
        """When this person came to the house."""
        joined: datetime | None = await self._session.scalar(
            sa.select(_USERS.c.created_at).where(_USERS.c.id == person_id)
        )
        return joined

    async def events(self, sought: Sought, after: Key | None, most: int) -> Sequence[Any]:
        """Those that went on at some time of it, oldest first, with the id of their thumbnail."""
        events = _EVENTS.c
        thumbnail = sa.select(_MEDIA.c.id).where(_MEDIA.c.event_id == events.id, _MEDIA.c.kind == "thumbnail").limit(1)
        query = sa.select(_EVENTS, thumbnail.scalar_subquery().label("thumbnail")).where(*_going_on(sought.period))
        if sought.labels:
            of_them = sa.exists().where(_LABELS.c.event_id == events.id, _LABELS.c.label.in_(sought.labels))
            query = query.where(of_them)
        if after is not None:
            query = query.where(
                events.started_at >= after[0], sa.or_(events.started_at > after[0], events.id > after[1])
            )
        return (await self._session.execute(query.order_by(events.started_at, events.id).limit(most))).all()

    async def tally(self, person_id: Any, period: Period) -> tuple[int, dict[str, int], int]:
        """How many events there are, of each label, and how many notices."""
        events = _EVENTS.c
        labelled = sa.select(_LABELS.c.label, sa.func.count().label("count_")).join(
            _EVENTS, events.id == _LABELS.c.event_id
        )
        by_label = labelled.where(*_going_on(period)).group_by(_LABELS.c.label)
        every = sa.select(sa.func.count()).select_from(_EVENTS).where(*_going_on(period))
        told = sa.select(sa.func.count()).select_from(NoticeRow).where(*_told(person_id, period))
        of_label = {row.label: row.count_ for row in await self._session.execute(by_label)}
        return await self._session.scalar(every) or 0, of_label, await self._session.scalar(told) or 0

    async def notices(self, person_id: Any, period: Period, after: Key | None, most: int) -> Sequence[NoticeRow]:
        """What this person was told of the camera itself, oldest first."""
        row = NoticeRow
        query = sa.select(row).where(*_told(person_id, period))
        if after is not None:
            query = query.where(row.made_at >= after[0], sa.or_(row.made_at > after[0], row.id > after[1]))
        return (await self._session.scalars(query.order_by(row.made_at, row.id).limit(most))).all()


def _going_on(period: Period) -> list[sa.ColumnElement[bool]]:
    events = _EVENTS.c
    asked = [
        events.camera_id == period.camera_id,
        events.started_at < period.until,
        sa.or_(events.ended_at.is_(None), events.ended_at >= period.since),
    ]
    if period.since - datetime.min.replace(tzinfo=UTC) > _LONGEST_EVENT:  # ends the walk through the index
        asked.append(events.started_at >= period.since - _LONGEST_EVENT)
    return asked


def _told(person_id: Any, period: Period) -> list[sa.ColumnElement[bool]]:
    row = NoticeRow
    return [
        row.person_id == person_id,
        row.camera_id == period.camera_id,
        row.event_id.is_(None),
        row.made_at >= period.since,
        row.made_at < period.until,
    ]
