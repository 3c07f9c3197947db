"""The only place that reads and writes keys."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.accounts.keys.models import ApiKeyRow
from argusai.kit.db import Session


class KeyRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self) -> Sequence[ApiKeyRow]:
        return (await self._session.scalars(sa.select(ApiKeyRow).order_by(ApiKeyRow.id))).all()

    async def count(self) -> int:
        return await self._session.scalar(sa.select(sa.func.count()).select_from(ApiKeyRow)) or 0

    async def add(self, row: ApiKeyRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def holds(self, key_id: UUID, now: datetime) -> bool:
        """Whether it is there and not over."""
        lasts = sa.or_(ApiKeyRow.expires_at.is_(None), ApiKeyRow.expires_at > now)
        return (await self._session.scalar(sa.select(ApiKeyRow.id).where(ApiKeyRow.id == key_id, lasts))) is not None

    async def remove(self, key_id: UUID) -> bool:
        """False when there was none."""
        removed = sa.delete(ApiKeyRow).where(ApiKeyRow.id == key_id).returning(ApiKeyRow.id)
        return (await self._session.scalar(removed)) is not None

    async def remove_of(self, owner_id: UUID) -> Sequence[UUID]:
        removed = sa.delete(ApiKeyRow).where(ApiKeyRow.owner_id == owner_id).returning(ApiKeyRow.id)
        return (await self._session.scalars(removed)).all()

    async def note_use(self, uses: Mapping[UUID, datetime]) -> None:
        for key_id, at in uses.items():
            await self._session.execute(sa.update(ApiKeyRow).where(ApiKeyRow.id == key_id).values(last_used_at=at))
