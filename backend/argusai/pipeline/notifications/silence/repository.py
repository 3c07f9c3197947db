"""What is read of a quiet time beyond what other parts tell: events and notices of one camera."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from argusai.kit.db import Session, UtcDateTime
from argusai.pipeline.notifications.notices.models import NoticeRow
from argusai.pipeline.notifications.silence.contract import Key, Period

# Another domain's tables.
_EVENTS = sa.table(
    "events",
    *(sa.column("id", sa.Uuid), sa.column("camera_id", sa.Uuid), sa.column("text", sa.Text)),
    *(sa.column("started_at", UtcDateTime), sa.column("ended_at", UtcDateTime), sa.column("language", sa.String)),
)
_MEDIA = sa.table(
    "media", sa.column("id", sa.Uuid), sa.column("event_id", sa.Uuid), sa.column("kind", sa.String)
)  # fmt: skip
# An event lasts five minutes at most; what lasts longer is continued by another one.
_LONGEST_EVENT = timedelta(hours=1)


class SilenceRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def events(self, period: Period, after: Key | None, most: int) -> Sequence[Any]:
        """Those that went on at some time of it, oldest first, with the id of their thumbnail."""
        events = _EVENTS.c
        thumbnail = sa.select(_MEDIA.c.id).where(_MEDIA.c.event_id == events.id, _MEDIA.c.kind == "thumbnail").limit(1)
        query = sa.select(_EVENTS, thumbnail.scalar_subquery().label("thumbnail")).where(
            events.camera_id == period.camera_id, events.started_at < period.until,
            sa.or_(events.ended_at.is_(None), events.ended_at >= period.since),
        )  # fmt: skip
        if period.since - datetime.min.replace(tzinfo=UTC) > _LONGEST_EVENT:  # ends the walk through the index
            query = query.where(events.started_at >= period.since - _LONGEST_EVENT)
        if after is not None:
            query = query.where(
                events.started_at >= after[0], sa.or_(events.started_at > after[0], events.id > after[1])
            )
        return (await self._session.execute(query.order_by(events.started_at, events.id).limit(most))).all()

    async def notices(self, person_id: Any, period: Period, after: Key | None, most: int) -> Sequence[NoticeRow]:
        """What this person was told of the camera itself, oldest first."""
        row = NoticeRow
        query = sa.select(row).where(
            row.person_id == person_id, row.camera_id == period.camera_id, row.event_id.is_(None),
            row.made_at >= period.since, row.made_at < period.until,
        )  # fmt: skip
        if after is not None:
            query = query.where(row.made_at >= after[0], sa.or_(row.made_at > after[0], row.id > after[1]))
        return (await self._session.scalars(query.order_by(row.made_at, row.id).limit(most))).all()
