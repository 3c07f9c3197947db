"""The table of live updates: an outbox that clients resume from."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.live.models import UpdateRow


class Reach(NamedTuple):
    """The cursors that the table can serve: everything after `before_oldest`, up to `newest`. Both 0 when empty."""

    before_oldest: int
    newest: int


class UpdateRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, row: UpdateRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def after(self, cursor: int, most: int) -> Sequence[UpdateRow]:
        query = sa.select(UpdateRow).where(UpdateRow.id > cursor).order_by(UpdateRow.id).limit(most)
        return (await self._session.scalars(query)).all()

    async def reach(self) -> Reach:
        oldest, newest = (await self._session.execute(sa.select(sa.func.min(UpdateRow.id), _newest()))).one()
        return Reach(0, 0) if oldest is None else Reach(oldest - 1, newest)

    async def last_to_trim(self, before: datetime, most: int) -> int:
        """The cursor up to which rows may go: older than `before`, or not among the newest `most`. The very newest
        stays, for its cursor."""
        newest = await self._session.scalar(sa.select(_newest())) or 0
        old = await self._session.scalar(sa.select(_newest()).where(UpdateRow.at < before)) or 0
        return max(0, min(max(old, newest - most), newest - 1))

    async def trim(self, last: int) -> None:
        await self._session.execute(sa.delete(UpdateRow).where(UpdateRow.id <= last))


def _newest() -> sa.Function[int]:
    return sa.func.max(UpdateRow.id)
