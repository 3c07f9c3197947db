"""The tables of groups."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.capture.cameras.groups.models import GroupMemberRow, GroupRow

# Another table of the cameras; its row's class stands beside a repository that knows of groups.
_CAMERAS = sa.table("cameras", sa.column("id", sa.Uuid), sa.column("position", sa.Integer))


class GroupRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self) -> Sequence[GroupRow]:
        """By name."""
        return (await self._session.scalars(sa.select(GroupRow).order_by(GroupRow.name_key))).all()

    async def get(self, group_id: UUID) -> GroupRow | None:
        return await self._session.get(GroupRow, group_id)

    async def named(self, name_key: str) -> GroupRow | None:
        return await self._session.scalar(sa.select(GroupRow).where(GroupRow.name_key == name_key))

    async def members(self) -> dict[UUID, list[UUID]]:
        """The cameras of each group, in their order."""
        query = sa.select(GroupMemberRow.group_id, GroupMemberRow.camera_id).join(
            _CAMERAS, _CAMERAS.c.id == GroupMemberRow.camera_id
        )
        found: dict[UUID, list[UUID]] = {}
        for group_id, camera_id in await self._session.execute(query.order_by(_CAMERAS.c.position, _CAMERAS.c.id)):
            found.setdefault(group_id, []).append(camera_id)
        return found

    async def unknown_cameras(self, camera_ids: Iterable[UUID]) -> set[UUID]:
        wanted = set(camera_ids)
        there = await self._session.scalars(sa.select(_CAMERAS.c.id).where(_CAMERAS.c.id.in_(wanted)))
        return wanted - set(there)

    async def add(self, row: GroupRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def set_members(self, group_id: UUID, camera_ids: Iterable[UUID]) -> None:
        await self._session.execute(sa.delete(GroupMemberRow).where(GroupMemberRow.group_id == group_id))
        rows = [{"group_id": group_id, "camera_id": camera_id} for camera_id in set(camera_ids)]
        if rows:
            await self._session.execute(sa.insert(GroupMemberRow), rows)

    async def delete(self, row: GroupRow) -> None:
        await self._session.delete(row)
        await self._session.flush()
