"""The tables of presence."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.notifications.presence.models import PresenceRow, ResidentRow

_ONLY = 1


class PresenceRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def follows(self) -> bool:
        row = await self._session.get(PresenceRow, _ONLY)
        return row is not None and row.follows

    async def keep_follows(self, follows: bool) -> None:
        await self._session.merge(PresenceRow(id=_ONLY, follows=follows))
        await self._session.flush()

    async def residents(self) -> Sequence[ResidentRow]:
        """In the order in which they were added."""
        return (await self._session.scalars(sa.select(ResidentRow).order_by(ResidentRow.id))).all()

    async def resident(self, resident_id: UUID) -> ResidentRow | None:
        return await self._session.get(ResidentRow, resident_id)

    async def named(self, name_key: str) -> ResidentRow | None:
        return await self._session.scalar(sa.select(ResidentRow).where(ResidentRow.name_key == name_key))

    async def add(self, row: ResidentRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def remove(self, row: ResidentRow) -> None:
        await self._session.delete(row)
        await self._session.flush()
