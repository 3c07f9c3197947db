"""The cameras' table."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.capture.cameras.models import CameraRow


class CameraRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, camera_id: UUID) -> CameraRow | None:
        return await self._session.get(CameraRow, camera_id)

    async def page(self, after: UUID | None, limit: int) -> Sequence[CameraRow]:
        """In the order in which they were added."""
        query = sa.select(CameraRow).order_by(CameraRow.id).limit(limit)
        if after is not None:
            query = query.where(CameraRow.id > after)
        return (await self._session.scalars(query)).all()

    async def enabled(self) -> Sequence[CameraRow]:
        query = sa.select(CameraRow).where(CameraRow.enabled).order_by(CameraRow.id)
        return (await self._session.scalars(query)).all()

    async def named(self, name_key: str) -> CameraRow | None:
        return await self._session.scalar(sa.select(CameraRow).where(CameraRow.name_key == name_key))

    async def with_source(self, source_key: str) -> CameraRow | None:
        return await self._session.scalar(sa.select(CameraRow).where(CameraRow.source_key == source_key))

    async def add(self, row: CameraRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def delete(self, row: CameraRow) -> None:
        await self._session.delete(row)
        await self._session.flush()
