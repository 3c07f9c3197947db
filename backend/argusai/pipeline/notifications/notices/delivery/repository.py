"""The only place that reads and writes deliveries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.sql import insert, later
from argusai.pipeline.notifications.channels.kinds import REPLACES
from argusai.pipeline.notifications.channels.models import ChannelRow
from argusai.pipeline.notifications.notices.delivery.promises import (
    LEASE,
    LONGEST_REST,
    LONGEST_TURN,
    LONGEST_WAIT,
    most_within_a_minute,
)
from argusai.pipeline.notifications.notices.models import DeliveryRow, NoticeRow


@dataclass(frozen=True, slots=True)
class Told:
    """One delivery with what it carries and where it goes."""

    delivery: DeliveryRow
    notice: NoticeRow
    channel: ChannelRow


@dataclass(frozen=True, slots=True)
class Wanted:
    """`owner_id` None: everybody's. `text`: in title, words, fault or name of the channel."""

    owner_id: UUID | None = None
    channel_id: UUID | None = None
    event_id: UUID | None = None
    state: str | None = None
    text: str = ""


class DeliveryRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, values: dict[str, Any]) -> bool:
        """False when this channel was told of this subject before: it is never told twice."""
        row = insert(DeliveryRow).values(**values).on_conflict_do_nothing()
        return (await self._session.execute(row.returning(DeliveryRow.id))).first() is not None

    async def reword(self, notice_id: UUID, revision: int, now: datetime) -> None:
        """Better words go to those who got the first and can replace them. What still waits takes them by itself."""
        replacing = sa.select(ChannelRow.id).where(ChannelRow.kind.in_(REPLACES))
        change = sa.update(DeliveryRow).where(
            DeliveryRow.notice_id == notice_id, DeliveryRow.state == "sent", DeliveryRow.channel_id.in_(replacing),
            DeliveryRow.revision < revision,
        )  # fmt: skip
        await self._session.execute(change.values(state="waiting", next_try_at=now, tries=0))

    async def hasten(self, notice_id: UUID, now: datetime) -> None:
        """What only waits its turn goes on at once: it became urgent. What failed goes on waiting."""
        change = sa.update(DeliveryRow).where(
            DeliveryRow.notice_id == notice_id, DeliveryRow.state == "waiting", DeliveryRow.tries == 0,
            DeliveryRow.next_try_at > now,
        )  # fmt: skip
        await self._session.execute(change.values(next_try_at=now))

    async def claimed_by(self, name: str) -> Sequence[Told]:
        """What the worker of that name has out, or had when it ended. Claims without a name are from before names."""
        row = DeliveryRow
        return await self._told(
            _all().where(row.state == "sending", sa.or_(row.claimed_by.is_(None), row.claimed_by == name))
        )

    async def claims_over(self, before: datetime, now: datetime) -> Sequence[Told]:
        """What is out since before then, whoever sends it, or since a clock that was set back."""
        at = DeliveryRow.claimed_at
        over = sa.or_(at.is_(None), at <= before, at > now + LEASE)
        return await self._told(_all().where(DeliveryRow.state == "sending", over))

    async def too_old(self, made_before: datetime, most: int) -> Sequence[Told]:
        """What still waits, also for a channel that is off."""
        old = _all().where(DeliveryRow.state == "waiting", DeliveryRow.made_at <= made_before)
        return await self._told(old.order_by(DeliveryRow.id).limit(most))

    async def due(self, now: datetime, busy: frozenset[UUID], most: int) -> Sequence[Told]:
        """The oldest of each channel that is free, on and not resting; an urgent one before all others."""
        ready = [
            DeliveryRow.state == "waiting", _comes(now), ChannelRow.enabled, _rested(now),
            ChannelRow.id.not_in(tuple(busy)),
        ]  # fmt: skip
        first_of_all = (NoticeRow.urgent.desc(), DeliveryRow.id)
        place = sa.func.row_number().over(partition_by=DeliveryRow.channel_id, order_by=first_of_all).label("place")
        joined = (
            sa.select(DeliveryRow.id, NoticeRow.urgent, place)
            .select_from(DeliveryRow)
            .join(ChannelRow, ChannelRow.id == DeliveryRow.channel_id)
            .join(NoticeRow, NoticeRow.id == DeliveryRow.notice_id)
        )
        placed = joined.where(*ready).subquery()
        first = sa.select(placed.c.id).where(placed.c.place == 1).order_by(placed.c.urgent.desc(), placed.c.id)
        return await self._told(_all().where(DeliveryRow.id.in_(first.limit(most))))

    async def next_due(self) -> datetime | None:
        """When the next one may be tried; a channel that rests counts from its end."""
        rested = later(DeliveryRow.next_try_at, sa.func.coalesce(ChannelRow.resting_until, DeliveryRow.next_try_at))
        query = sa.select(rested).join(ChannelRow, ChannelRow.id == DeliveryRow.channel_id)
        query = query.where(DeliveryRow.state == "waiting", ChannelRow.enabled).order_by(rested).limit(1)
        due: datetime | None = await self._session.scalar(query)
        return due

    async def turn_at(self, channel: ChannelRow, now: datetime, *, urgent: bool) -> datetime | None:
        """When the channel may have more, where it has had as much within a minute as it takes; else None."""
        most = most_within_a_minute(channel.most_per_minute, urgent=urgent)
        if not most:
            return None
        row, minute = DeliveryRow, timedelta(minutes=1)
        lately = sa.select(row.claimed_at).where(
            row.channel_id == channel.id, row.claimed_at > now - minute, row.claimed_at <= now
        )
        lately = lately.order_by(row.claimed_at.desc()).limit(most)
        times = (await self._session.scalars(lately)).all()
        return times[-1] + minute if len(times) >= most and times[-1] else None

    async def postpone(self, channel_id: UUID, until: datetime, *, urgent: bool) -> None:
        """What waits for the channel; urgent ones only when even for them it has no turn before."""
        calm = sa.select(NoticeRow.id).where(NoticeRow.urgent.is_(False))
        waiting = sa.update(DeliveryRow).where(
            DeliveryRow.channel_id == channel_id, DeliveryRow.state == "waiting", DeliveryRow.next_try_at < until
        )
        if not urgent:
            waiting = waiting.where(DeliveryRow.notice_id.in_(calm))
        await self._session.execute(waiting.values(next_try_at=until))

    async def claim(self, delivery_id: UUID, name: str, now: datetime) -> bool:
        """False when another worker was faster. Before the request goes out, so that a kill leaves a trace."""
        claimed = sa.update(DeliveryRow).where(DeliveryRow.id == delivery_id, DeliveryRow.state == "waiting")
        claimed = claimed.values(state="sending", claimed_by=name, claimed_at=now, tries=DeliveryRow.tries + 1)
        return (await self._session.execute(claimed.returning(DeliveryRow.id))).first() is not None

    async def one(self, delivery_id: UUID) -> Told | None:
        return next(iter(await self._told(_all().where(DeliveryRow.id == delivery_id))), None)

    async def settle_if(self, delivery_id: UUID, state: str, values: dict[str, Any]) -> bool:
        """False when it is no longer in that state."""
        change = sa.update(DeliveryRow).where(DeliveryRow.id == delivery_id, DeliveryRow.state == state)
        return (await self._session.execute(change.values(**values).returning(DeliveryRow.id))).first() is not None

    async def settle(self, delivery_id: UUID, values: dict[str, Any]) -> None:
        await self._session.execute(sa.update(DeliveryRow).where(DeliveryRow.id == delivery_id).values(**values))

    async def page(self, wanted: Wanted, after: tuple[datetime, UUID] | None, most: int) -> Sequence[Told]:
        """Newest first."""
        row, query = DeliveryRow, _all()
        if wanted.owner_id is not None:
            query = query.where(ChannelRow.owner_id == wanted.owner_id)
        if wanted.channel_id is not None:
            query = query.where(row.channel_id == wanted.channel_id)
        if wanted.event_id is not None:
            query = query.where(NoticeRow.event_id == wanted.event_id)
        if wanted.state is not None:
            query = query.where(row.state == wanted.state)
        if wanted.text:
            fields = (NoticeRow.title, NoticeRow.text, row.fault, ChannelRow.name)
            query = query.where(sa.or_(*(field.icontains(wanted.text, autoescape=True) for field in fields)))
        if after is not None:
            query = query.where(row.made_at <= after[0], sa.or_(row.made_at < after[0], row.id < after[1]))
        return await self._told(query.order_by(row.made_at.desc(), row.id.desc()).limit(most))

    async def of_notices(self, notice_ids: Collection[UUID], most: int) -> Sequence[Told]:
        """Oldest first."""
        query = _all().where(DeliveryRow.notice_id.in_(tuple(notice_ids)))
        return await self._told(query.order_by(DeliveryRow.made_at, DeliveryRow.id).limit(most))

    async def _told(self, query: sa.Select[DeliveryRow, NoticeRow, ChannelRow]) -> Sequence[Told]:
        found = await self._session.execute(query, execution_options={"populate_existing": True})
        return [Told(delivery, notice, channel) for delivery, notice, channel in found]


def _comes(now: datetime) -> sa.ColumnElement[bool]:
    row = DeliveryRow
    lost = sa.and_(row.tries == 0, row.next_try_at > now + LONGEST_TURN)
    return sa.or_(row.next_try_at <= now, lost, row.next_try_at > now + LONGEST_WAIT)


def _rested(now: datetime) -> sa.ColumnElement[bool]:
    until = ChannelRow.resting_until
    return sa.or_(until.is_(None), until <= now, until > now + LONGEST_REST)


def _all() -> sa.Select[DeliveryRow, NoticeRow, ChannelRow]:
    return (
        sa.select(DeliveryRow, NoticeRow, ChannelRow)
        .join(NoticeRow, NoticeRow.id == DeliveryRow.notice_id)
        .join(ChannelRow, ChannelRow.id == DeliveryRow.channel_id)
    )
