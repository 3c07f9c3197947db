"""The cameras' table."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.capture.cameras.groups.models import GroupMemberRow
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.cameras.usb_address import other_ids

Place = tuple[int, UUID]  # what the list is ordered by
_PLACE = (sa.Integer(), sa.Uuid())


class CameraRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, camera_id: UUID) -> CameraRow | None:
        return await self._session.get(CameraRow, camera_id)

    async def page(self, after: Place | None, limit: int, group_id: UUID | None = None) -> Sequence[CameraRow]:
        """In the order that people gave them. `group_id`: those of that group."""
        query = sa.select(CameraRow).order_by(CameraRow.position, CameraRow.id).limit(limit)
        if after is not None:
            query = query.where(sa.tuple_(CameraRow.position, CameraRow.id) > sa.tuple_(*after, types=_PLACE))
        if group_id is not None:
            members = sa.select(GroupMemberRow.camera_id).where(GroupMemberRow.group_id == group_id)
            query = query.where(CameraRow.id.in_(members))
        return (await self._session.scalars(query)).all()

    async def all(self) -> Sequence[CameraRow]:
        """In order."""
        return (await self._session.scalars(sa.select(CameraRow).order_by(CameraRow.position, CameraRow.id))).all()

    async def enabled(self) -> Sequence[CameraRow]:
        query = sa.select(CameraRow).where(CameraRow.enabled).order_by(CameraRow.id)
        return (await self._session.scalars(query)).all()

    async def named(self, name_key: str) -> CameraRow | None:
        return await self._session.scalar(sa.select(CameraRow).where(CameraRow.name_key == name_key))

    async def with_source(self, source_key: str) -> CameraRow | None:
        """As its main stream or its second."""
        either = sa.or_(CameraRow.source_key == source_key, CameraRow.sub_key == source_key)
        return await self._session.scalar(sa.select(CameraRow).where(either))

    async def with_device_of(self, source_key: str) -> Sequence[CameraRow]:
        """Those whose main stream may be of the same USB camera, known by its other id."""
        if not (beginning := other_ids(source_key)):
            return []
        query = sa.select(CameraRow).where(CameraRow.source_key.startswith(beginning, autoescape=True))
        return (await self._session.scalars(query)).all()

    async def add(self, row: CameraRow) -> None:
        """At the end."""
        last: int | None = await self._session.scalar(sa.select(sa.func.max(CameraRow.position)))
        row.position = 0 if last is None else last + 1
        self._session.add(row)
        await self._session.flush()

    async def delete(self, row: CameraRow) -> None:
        await self._session.delete(row)
        await self._session.flush()
