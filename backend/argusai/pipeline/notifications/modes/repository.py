"""The tables of modes."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.notifications.modes.models import ModeChangeRow, ModeRow, ModeScheduleRow

FIRST_MODE = "home"
_ASIDE = "\x01"


class ModeRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self) -> Sequence[ModeRow]:
        """In their order."""
        return (await self._session.scalars(sa.select(ModeRow).order_by(ModeRow.position, ModeRow.id))).all()

    async def get(self, mode_id: str) -> ModeRow | None:
        return await self._session.get(ModeRow, mode_id)

    async def named(self, name_key: str) -> ModeRow | None:
        return await self._session.scalar(sa.select(ModeRow).where(ModeRow.name_key == name_key))

    async def add(self, row: ModeRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def remove(self, row: ModeRow) -> None:
        await self._session.delete(row)
        await self._session.flush()

    async def newest_change(self) -> ModeChangeRow | None:
        query = sa.select(ModeChangeRow).order_by(ModeChangeRow.at.desc(), ModeChangeRow.id.desc()).limit(1)
        return await self._session.scalar(query)

    async def current(self) -> ModeRow:
        """The mode that counts."""
        change = await self.newest_change()
        row = await self.get(change.mode) if change is not None else None
        if row is None:
            row = await self._session.get_one(ModeRow, FIRST_MODE)
        return row

    async def note_change(self, row: ModeChangeRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def changes(self, after: tuple[datetime, UUID] | None, most: int) -> Sequence[ModeChangeRow]:
        """Newest first: those that come after `after`."""
        row = ModeChangeRow
        query = sa.select(row).order_by(row.at.desc(), row.id.desc()).limit(most)
        if after is not None:
            query = query.where(row.at <= after[0], sa.or_(row.at < after[0], row.id < after[1]))
        return (await self._session.scalars(query)).all()

    async def between(self, since: datetime, until: datetime, most: int) -> Sequence[ModeChangeRow]:
        """Oldest first, with the one that counted at `since`: at most `most`."""
        row = ModeChangeRow
        counted = sa.select(sa.func.max(row.at)).where(row.at <= since).scalar_subquery()
        query = sa.select(row).where(row.at < until, row.at >= sa.func.coalesce(counted, since))
        return (await self._session.scalars(query.order_by(row.at, row.id).limit(most))).all()

    async def schedule(self) -> ModeScheduleRow | None:
        return await self._session.get(ModeScheduleRow, 1)

    async def keep_schedule(self, row: ModeScheduleRow) -> None:
        await self._session.merge(row)
        await self._session.flush()

    async def remove_changes(self, before: datetime) -> None:
        """Except the newest one, which tells the mode."""
        newest = await self.newest_change()
        if newest is not None:
            gone = sa.delete(ModeChangeRow).where(ModeChangeRow.at < before, ModeChangeRow.id != newest.id)
            await self._session.execute(gone)


def step_aside(row: ModeRow) -> None:
    """It gives up its name, which another one is about to take."""
    row.name_key = f"{_ASIDE}{row.id}"


def is_aside(row: ModeRow) -> bool:
    return row.name_key.startswith(_ASIDE)
