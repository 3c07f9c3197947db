"""Requests and versions, in the caller's transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.sql import later
from argusai.pipeline.events.description.requests.contract import Subject
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow, DescriptionRow
from argusai.pipeline.events.description.requests.when import LONGEST_WAIT
from argusai.pipeline.events.description.workers.repository import free_for

_OPEN = ("waiting", "put-off")
# In the outcome of what waits for money that calls hold.
HELD = "held-money"


class RequestRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def find(self, request_id: UUID) -> DescriptionRequestRow | None:
        return await self._session.get(DescriptionRequestRow, request_id, populate_existing=True)

    async def subject(self, request_id: UUID) -> Subject | None:
        """None: gone, or over."""
        row = await self.find(request_id)
        return None if row is None or row.state not in _OPEN else Subject(row.event_id, row.describer_id)

    async def latest(self, event_id: UUID) -> DescriptionRequestRow | None:
        row = DescriptionRequestRow
        query = sa.select(row).where(row.event_id == event_id).order_by(row.number.desc()).limit(1)
        found: DescriptionRequestRow | None = await self._session.scalar(query)
        return found

    async def add(self, row: DescriptionRequestRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def change(self, request_id: UUID, **values: Any) -> None:
        row = DescriptionRequestRow
        await self._session.execute(sa.update(row).where(row.id == request_id).values(**values))

    async def overrule(self, event_id: UUID) -> None:
        """A person chose what is shown of the event: what was asked for before takes its place no more."""
        row = DescriptionRequestRow
        unanswered = sa.and_(row.event_id == event_id, row.state != "done")
        await self._session.execute(sa.update(row).where(unanswered).values(overruled=True))

    async def due(self, now: datetime, most: int, name: str) -> Sequence[DescriptionRequestRow]:
        """What the program of that `name` may begin or has begun, the most important first, the newest of equals first.
        What would wait for longer than any does was put off by a clock that was set back since."""
        row = DescriptionRequestRow
        comes = sa.or_(row.due_at <= now, row.due_at > now + LONGEST_WAIT)
        query = (
            sa.select(row)
            .where(row.state.in_(_OPEN), comes, free_for(row, name, now))
            .order_by(row.priority.desc(), row.asked_at.desc(), row.id)
            .limit(most)
        )
        return (await self._session.scalars(query)).all()

    async def next_due(self, now: datetime) -> datetime | None:
        """When the next one becomes due after `now`, or a claim ends: what is due already runs, or waits for a place
        that is told."""
        row = DescriptionRequestRow
        free_at = later(row.due_at, sa.func.coalesce(row.claimed_until, row.due_at))
        found: datetime | None = await self._session.scalar(
            sa.select(sa.func.min(free_at)).where(row.state.in_(_OPEN), free_at > now)
        )
        return found

    async def waiting(self) -> int:
        row = DescriptionRequestRow
        return await self._session.scalar(sa.select(sa.func.count()).where(row.state.in_(_OPEN))) or 0

    async def hurry(self, now: datetime) -> None:
        """What was put off may begin at once."""
        row = DescriptionRequestRow
        await self._session.execute(sa.update(row).where(row.state == "put-off").values(due_at=now))

    async def open_without(
        self, outcome: str, before: datetime, ours: tuple[str, datetime, Collection[UUID]], most: int
    ) -> Sequence[DescriptionRequestRow]:
        """What waits and has another outcome, or was asked before `before`. `ours`: the name of the program, now, and
        what it carries out, which is left out as what others do."""
        row, (name, now, running) = DescriptionRequestRow, ours
        untold = sa.or_(row.state != "put-off", row.outcome != outcome, row.asked_at < before)
        idle = sa.and_(free_for(row, name, now), row.id.not_in(tuple(running)))
        query = sa.select(row).where(row.state.in_(_OPEN), untold, idle).order_by(row.id).limit(most)
        return (await self._session.scalars(query)).all()

    async def waits_for_money(self, now: datetime, most: int) -> Sequence[UUID]:
        """Ids of what is tried again after `now` because calls held what was left of a limit, the most important
        first."""
        row = DescriptionRequestRow
        waits = sa.and_(row.state == "put-off", row.due_at > now, row.outcome.contains(HELD))
        query = sa.select(row.id).where(waits).order_by(row.priority.desc(), row.asked_at.desc(), row.id).limit(most)
        return (await self._session.scalars(query)).all()

    async def bring_forward(self, ids: Sequence[UUID], now: datetime) -> None:
        """Of these, what still waits may begin at once."""
        row = DescriptionRequestRow
        waits = sa.and_(row.id.in_(ids), row.state == "put-off", row.due_at > now)
        await self._session.execute(sa.update(row).where(waits).values(due_at=now))

    async def add_version(self, row: DescriptionRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def version_of(self, request_id: UUID) -> DescriptionRow | None:
        query = sa.select(DescriptionRow).where(DescriptionRow.request_id == request_id)
        found: DescriptionRow | None = await self._session.scalar(query)
        return found

    async def versions(self, event_id: UUID) -> Sequence[DescriptionRow]:
        query = sa.select(DescriptionRow).where(DescriptionRow.event_id == event_id).order_by(DescriptionRow.id)
        return (await self._session.scalars(query)).all()

    async def change_version(self, version_id: UUID, **values: Any) -> None:
        row = DescriptionRow
        await self._session.execute(sa.update(row).where(row.id == version_id).values(**values))

    async def alike(self, scene: str, since: datetime, most: int) -> Sequence[DescriptionRow]:
        """What models said of events of that scene, newest first."""
        row = DescriptionRow
        query = sa.select(row).where(row.scene == scene, row.at >= since).order_by(row.at.desc(), row.id).limit(most)
        return (await self._session.scalars(query)).all()

    async def told_by(self, version_id: UUID) -> Sequence[UUID]:
        """Events that took over these words."""
        query = sa.select(DescriptionRow.event_id).where(DescriptionRow.reused_from == version_id)
        return (await self._session.scalars(query)).all()

    async def version(self, version_id: UUID) -> DescriptionRow | None:
        return await self._session.get(DescriptionRow, version_id, populate_existing=True)
