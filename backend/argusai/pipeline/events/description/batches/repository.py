"""Batches and how far they are, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.sql import total
from argusai.pipeline.events.description.batches.models import BatchRow
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow, DescriptionRow

_OPEN = ("waiting", "put-off")
# So many calls tell what one costs.
_SAMPLE = 50
_NO_MONEY = "no-money"


@dataclass(frozen=True, slots=True)
class Progress:
    """`states`: how many events are in each; `capped`: of those given up, for want of money. `counts`: what the answers
    cost, in millionths of a dollar."""

    states: Mapping[str, int] = field(default_factory=dict[str, int])
    capped: int = 0
    counts: int = 0

    @property
    def left(self) -> int:
        return sum(self.states.get(state, 0) for state in _OPEN)


class BatchRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, row: BatchRow, requests: Sequence[Mapping[str, Any]]) -> None:
        self._session.add(row)
        await self._session.flush()
        await self._session.execute(sa.insert(DescriptionRequestRow), [dict(each) for each in requests])

    async def find(self, batch_id: UUID) -> BatchRow | None:
        return await self._session.get(BatchRow, batch_id, populate_existing=True)

    async def newest(self, most: int) -> Sequence[BatchRow]:
        query = sa.select(BatchRow).order_by(BatchRow.asked_at.desc(), BatchRow.id.desc())
        return (await self._session.scalars(query.limit(most))).all()

    async def progress(self, batch_id: UUID) -> Progress:
        row = DescriptionRequestRow
        of_batch = sa.and_(row.batch_id == batch_id, row.follows.is_(None))
        found = await self._session.execute(sa.select(row.state, sa.func.count()).where(of_batch).group_by(row.state))
        states: dict[str, int] = {each.state: each[1] for each in found}
        capped = sa.select(sa.func.count()).where(of_batch, row.state == "given-up", row.outcome.contains(_NO_MONEY))
        made = sa.select(row.id).where(row.batch_id == batch_id)
        cost = sa.select(total(DescriptionRow.cost_micros)).where(DescriptionRow.request_id.in_(made))
        return Progress(states, await self._session.scalar(capped) or 0, int(await self._session.scalar(cost) or 0))

    async def running(self) -> bool:
        """Whether any event of any batch still waits; second looks aside, as `Progress` leaves them out."""
        row = DescriptionRequestRow
        waits = sa.and_(row.batch_id.is_not(None), row.follows.is_(None), row.state.in_(_OPEN))
        return await self._session.scalar(sa.select(row.id).where(waits).limit(1)) is not None

    async def cancel(self, batch_id: UUID, at: datetime) -> None:
        """What waits is given up; what is being asked is answered, and shown."""
        row = DescriptionRequestRow
        values = {"state": "given-up", "outcome": "Cancelled.", "ended_at": at}
        waiting = sa.and_(row.batch_id == batch_id, row.state.in_(_OPEN))
        await self._session.execute(sa.update(row).where(waiting).values(**values))
        await self._session.execute(sa.update(BatchRow).where(BatchRow.id == batch_id).values(cancelled_at=at))

    async def numbers(self, event_ids: Sequence[UUID]) -> dict[UUID, int]:
        """Of the latest request of each event."""
        row = DescriptionRequestRow
        latest = sa.select(row.event_id, sa.func.max(row.number)).where(row.event_id.in_(event_ids))
        found = await self._session.execute(latest.group_by(row.event_id))
        return {each.event_id: each[1] for each in found}

    async def usual_price(self, describer_id: UUID, model: str) -> float | None:
        """Of the last descriptions by that model, in millionths of a dollar; None: there are too few to tell."""
        row = DescriptionCallRow
        known = sa.and_(row.describer_id == describer_id, row.model == model, row.state == "booked", row.failure == "")
        query = sa.select(row.counts).where(known, row.price_known).order_by(row.at.desc()).limit(_SAMPLE)
        counts = (await self._session.scalars(query)).all()
        return sum(counts) / len(counts) if len(counts) >= 3 else None
