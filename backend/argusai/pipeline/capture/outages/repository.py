"""Outages in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session, UtcDateTime
from argusai.kit.sql import insert, later
from argusai.pipeline.capture.outages.models import HeartbeatRow, OutageRow, OutagesSeenRow

# Another domain's table: who is there, and what they are called.
_CAMERAS = sa.table("cameras", sa.column("id", sa.Uuid), sa.column("name", sa.String), sa.column("enabled", sa.Boolean))
# And another's: each change of an event, or of anything else that clients are told of, is a sign of life.
_UPDATES = sa.table("live_updates", sa.column("id", sa.Integer), sa.column("at", UtcDateTime))
_ONLY_BEAT = 1
Key = tuple[datetime, UUID]  # what lists are ordered by, newest first: beginning and id


@dataclass(frozen=True, slots=True)
class Wanted:
    """Those that were going on at some time of [`since`, `until`). None: any. `told_after`: only what the owner was
    told after this number."""

    camera_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    told_after: int | None = None


class OutageRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def cameras(self) -> dict[UUID, str]:
        """All of them, with their names."""
        return {row.id: row.name for row in await self._session.execute(sa.select(_CAMERAS.c.id, _CAMERAS.c.name))}

    async def enabled(self) -> Sequence[UUID]:
        return (await self._session.scalars(sa.select(_CAMERAS.c.id).where(_CAMERAS.c.enabled))).all()

    async def get(self, outage_id: UUID) -> OutageRow | None:
        return await self._session.get(OutageRow, outage_id)

    async def add(self, row: OutageRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def going_on(self) -> Sequence[OutageRow]:
        return (await self._session.scalars(sa.select(OutageRow).where(OutageRow.ended_at.is_(None)))).all()

    async def page(self, wanted: Wanted, after: Key | None, most: int) -> Sequence[OutageRow]:
        """Newest first: those that come after `after`."""
        row = OutageRow
        query = sa.select(row)
        if wanted.camera_id is not None:
            query = query.where(row.camera_id == wanted.camera_id)
        if wanted.until is not None:
            query = query.where(row.began_at < wanted.until)
        if wanted.since is not None:
            query = query.where(sa.or_(row.ended_at.is_(None), row.ended_at >= wanted.since))
        if wanted.told_after is not None:
            query = query.where(row.news > wanted.told_after)
        if after is not None:
            query = query.where(row.began_at <= after[0], sa.or_(row.began_at < after[0], row.id < after[1]))
        return (await self._session.scalars(query.order_by(row.began_at.desc(), row.id.desc()).limit(most))).all()

    async def in_order(
        self, wanted: tuple[UUID, datetime, datetime], after: Key | None, most: int
    ) -> Sequence[OutageRow]:
        """`wanted`: of a camera, going on at some time of [since, until). Oldest first: those that come after
        `after`."""
        row, (camera_id, since, until) = OutageRow, wanted
        query = sa.select(row).where(
            row.camera_id == camera_id, row.began_at < until, sa.or_(row.ended_at.is_(None), row.ended_at >= since)
        )
        if after is not None:
            query = query.where(row.began_at >= after[0], sa.or_(row.began_at > after[0], row.id > after[1]))
        return (await self._session.scalars(query.order_by(row.began_at, row.id).limit(most))).all()

    async def next_news(self) -> int:
        """Above everything ever given out: rows may be gone, what people have seen stays."""
        given = await self._session.scalar(sa.select(sa.func.max(OutageRow.news)))
        seen = await self._session.scalar(sa.select(sa.func.max(OutagesSeenRow.news)))
        return max(given or 0, seen or 0) + 1

    async def newest_news(self) -> int:
        return await self._session.scalar(sa.select(sa.func.max(OutageRow.news))) or 0

    async def seen(self, user_id: UUID) -> int:
        row = await self._session.get(OutagesSeenRow, user_id)
        return row.news if row else 0

    async def mark_seen(self, user_id: UUID, news: int) -> None:
        """Never back."""
        row = insert(OutagesSeenRow).values(user_id=user_id, news=news)
        newer = later(OutagesSeenRow.news, row.excluded.news)
        await self._session.execute(row.on_conflict_do_update(index_elements=["user_id"], set_={"news": newer}))

    async def last_sign(self) -> datetime | None:
        """When the program surely ran: at its last heartbeat, or when it told something after it. None: never yet."""
        row = await self._session.get(HeartbeatRow, _ONLY_BEAT)
        if row is None:
            return None
        newest = sa.select(_UPDATES.c.at).order_by(_UPDATES.c.id.desc()).limit(1)
        told: datetime | None = await self._session.scalar(newest)
        return max(row.at, told or row.at)

    async def put_beat(self, at: datetime) -> None:
        await self._session.merge(HeartbeatRow(id=_ONLY_BEAT, at=at))

    async def remove_older(self, before: datetime, most: int) -> int:
        """Those that ended before `before`. Returns how many went."""
        oldest = sa.select(OutageRow.id).where(OutageRow.ended_at < before).limit(most)
        gone = await self._session.execute(sa.delete(OutageRow).where(OutageRow.id.in_(oldest)).returning(OutageRow.id))
        return len(gone.all())
