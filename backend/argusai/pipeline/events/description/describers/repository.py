"""Describers and what is chosen about them, in the caller's transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.sql import insert
from argusai.pipeline.events.description.describers.models import CameraDescribingRow, DescriberRow, DescribingRow

_ONLY = 1
# Another domain's table: only what describing needs of it.
_CAMERAS = sa.table("cameras", sa.column("id", sa.Uuid), sa.column("stays_home", sa.Boolean))


class DescriberRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self) -> Sequence[DescriberRow]:
        """In the owner's order."""
        query = sa.select(DescriberRow).order_by(DescriberRow.position, DescriberRow.id)
        return (await self._session.scalars(query)).all()

    async def find(self, describer_id: UUID) -> DescriberRow | None:
        return await self._session.get(DescriberRow, describer_id)

    async def add(self, row: DescriberRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def remove(self, describer_id: UUID) -> bool:
        """False when there was none."""
        removed = sa.delete(DescriberRow).where(DescriberRow.id == describer_id).returning(DescriberRow.id)
        return (await self._session.scalar(removed)) is not None

    async def place(self, order: Sequence[UUID]) -> None:
        for position, describer_id in enumerate(order):
            change = sa.update(DescriberRow).where(DescriberRow.id == describer_id).values(position=position)
            await self._session.execute(change)

    async def chosen(self) -> Mapping[str, Any]:
        row = await self._session.get(DescribingRow, _ONLY)
        return {} if row is None else row.chosen

    async def choose(self, chosen: Mapping[str, Any], at: datetime) -> None:
        values = {"chosen": dict(chosen), "changed_at": at}
        row = insert(DescribingRow).values(id=_ONLY, **values)
        await self._session.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))

    async def camera(self, camera_id: UUID) -> Mapping[str, Any]:
        row = await self._session.get(CameraDescribingRow, camera_id)
        return {} if row is None else row.chosen

    async def choose_camera(self, camera_id: UUID, chosen: Mapping[str, Any], at: datetime) -> None:
        values = {"chosen": dict(chosen), "changed_at": at}
        row = insert(CameraDescribingRow).values(camera_id=camera_id, **values)
        await self._session.execute(row.on_conflict_do_update(index_elements=["camera_id"], set_=values))

    async def stays_home(self, camera_id: UUID) -> bool | None:
        """Whether nothing of that camera may leave the house; None: there is no such camera."""
        found: bool | None = await self._session.scalar(
            sa.select(_CAMERAS.c.stays_home).where(_CAMERAS.c.id == camera_id)
        )
        return found
