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
        """At most so many stay of those that were obeyed, and of those that were refused: garbage washes no trace
        away."""
        self._session.add(row)
        await self._session.flush()
        table = HomeAssistantCommandRow
        same = table.obeyed == row.obeyed
        newest = sa.select(table.id).where(same).order_by(table.at.desc(), table.id.desc()).limit(most)
        await self._session.execute(sa.delete(table).where(same, table.id.not_in(newest)))

    async def newest(self, most: int) -> Sequence[HomeAssistantCommandRow]:
        """So many of those that were obeyed, and of those that were refused."""
        table = HomeAssistantCommandRow
        by_time = table.at.desc(), table.id.desc()
        found = [
            row
            for obeyed in (True, False)
            for row in await self._session.scalars(
                sa.select(table).where(table.obeyed == obeyed).order_by(*by_time).limit(most)
            )
        ]
        return sorted(found, key=lambda row: (row.at, row.id), reverse=True)
