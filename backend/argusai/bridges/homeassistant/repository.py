"""The only place that reads and writes how to reach the broker, and what was asked from there."""

from collections.abc import Sequence

import sqlalchemy as sa

from argusai.bridges.homeassistant.models import HomeAssistantCommandRow, HomeAssistantRow
from argusai.kit.db import Session

_ONLY = 1


class HomeAssistantRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def read(self) -> HomeAssistantRow | None:
        return await self._session.get(HomeAssistantRow, _ONLY)

    async def add(self, row: HomeAssistantRow) -> HomeAssistantRow:
        row.id = _ONLY
        self._session.add(row)
        await self._session.flush()
        return row


class CommandRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, row: HomeAssistantCommandRow, most: int) -> None:
        """At most so many stay, the newest."""
        self._session.add(row)
        await self._session.flush()
        table = HomeAssistantCommandRow
        newest = sa.select(table.id).order_by(table.at.desc(), table.id.desc()).limit(most)
        await self._session.execute(sa.delete(table).where(table.id.not_in(newest)))

    async def newest(self, most: int) -> Sequence[HomeAssistantCommandRow]:
        table = HomeAssistantCommandRow
        query = sa.select(table).order_by(table.at.desc(), table.id.desc()).limit(most)
        return (await self._session.scalars(query)).all()
