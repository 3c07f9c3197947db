"""Who carries out what. Programs that share a database leave alone what another one has, until it is surely gone."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.events.description.money.repository import CallRepository

# Renewed while the work goes on; whoever has not done so for as long is taken for dead.
LEASE = timedelta(minutes=2)
RENEW_SECONDS = 20.0
UNCLAIMED = {"claimed_by": None, "claimed_until": None}


def free_for(row: Any, name: str, now: datetime) -> sa.ColumnElement[bool]:
    """Rows that nobody else has: also those of a claim that is over, or of a clock that was set back since, by more
    than what passes between a look at the clock and a turn to write."""
    over = sa.or_(row.claimed_until <= now, row.claimed_until > now + 2 * LEASE)
    return sa.or_(row.claimed_by.is_(None), row.claimed_by == name, over)


async def claim(session: Session, row: Any, row_id: UUID, name: str, now: datetime) -> int | None:
    """The number of the job that carries it out; None: another program was faster, or it is over. What was taken from
    one that is gone runs under a new number, for the job of the old one is its own, and what it was asking may have
    cost its price. What it was answered stays."""
    free = row.ended_at.is_(None), free_for(row, name, now)
    found = await session.scalar(sa.select(row).where(row.id == row_id, *free))
    if found is None:
        return None
    number: int = found.number
    if found.claimed_by not in {None, name}:
        number += 1
        await CallRepository(session).cut_off(f"{row_id}:", now)
    values = {"claimed_by": name, "claimed_until": now + LEASE, "number": number}
    await session.execute(sa.update(row).where(row.id == row_id).values(**values))
    return number


async def renew(session: Session, row: Any, ids: Collection[UUID], name: str, now: datetime) -> None:
    """Whoever works on them is alive."""
    mine = sa.update(row).where(row.id.in_(tuple(ids)), row.claimed_by == name)
    await session.execute(mine.values(claimed_until=now + LEASE))
