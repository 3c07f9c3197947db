"""The only place that reads and writes channels."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.pipeline.notifications.channels.models import ChannelHouseRow, ChannelRow
from argusai.pipeline.notifications.channels.uses import Use

# Another domain's table: whose a channel is.
_USERS = sa.table("users", sa.column("id", sa.Uuid), sa.column("name", sa.String))
# And which rules name it: what they are now.
_RULES = sa.table(
    "rule_versions", sa.column("rule_id", sa.Uuid), sa.column("content", sa.JSON), sa.column("to_revision", sa.Integer)
)
_ONLY = 1


class ChannelRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def all(self, owner_id: UUID | None = None) -> Sequence[ChannelRow]:
        """In the order in which they were made. `owner_id`: only theirs."""
        query = sa.select(ChannelRow).order_by(ChannelRow.id)
        if owner_id is not None:
            query = query.where(ChannelRow.owner_id == owner_id)
        return (await self._session.scalars(query)).all()

    async def get(self, channel_id: UUID) -> ChannelRow | None:
        return await self._session.get(ChannelRow, channel_id)

    async def count(self, owner_id: UUID) -> int:
        query = sa.select(sa.func.count()).select_from(ChannelRow).where(ChannelRow.owner_id == owner_id)
        return await self._session.scalar(query) or 0

    async def named(self, channel_ids: Collection[UUID]) -> Sequence[ChannelRow]:
        """Those of them that are there and switched on."""
        query = sa.select(ChannelRow).where(ChannelRow.id.in_(tuple(channel_ids)), ChannelRow.enabled)
        return (await self._session.scalars(query.order_by(ChannelRow.id))).all()

    async def usual(self, owner_ids: Collection[UUID]) -> Sequence[ChannelRow]:
        """What these people are told by when a rule names nothing."""
        query = sa.select(ChannelRow).where(
            ChannelRow.owner_id.in_(tuple(owner_ids)), ChannelRow.enabled, ChannelRow.usual
        )
        return (await self._session.scalars(query.order_by(ChannelRow.id))).all()

    async def all_on(self, owner_id: UUID) -> Sequence[ChannelRow]:
        query = sa.select(ChannelRow).where(ChannelRow.owner_id == owner_id, ChannelRow.enabled)
        return (await self._session.scalars(query.order_by(ChannelRow.id))).all()

    async def add(self, row: ChannelRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def uses(self, channel_id: UUID) -> Sequence[Use]:
        """The rules that name it, oldest first."""
        rules = await self._session.scalars(
            sa.select(_RULES.c.content).where(_RULES.c.to_revision.is_(None)).order_by(_RULES.c.rule_id)
        )
        naming = [rule for rule in rules if str(channel_id) in rule.get("channels", ())]
        there = {str(each) for each in await self._session.scalars(sa.select(ChannelRow.id))} - {str(channel_id)}
        return [Use(str(rule.get("name", "?")), there.isdisjoint(rule["channels"])) for rule in naming]

    async def remove(self, channel_id: UUID) -> None:
        await self._session.execute(sa.delete(ChannelRow).where(ChannelRow.id == channel_id))

    async def owners(self) -> dict[UUID, str]:
        return {row.id: row.name for row in await self._session.execute(sa.select(_USERS.c.id, _USERS.c.name))}

    async def note(self, channel_id: UUID, values: dict[str, Any]) -> None:
        await self._session.execute(sa.update(ChannelRow).where(ChannelRow.id == channel_id).values(**values))

    async def house(self) -> ChannelHouseRow | None:
        return await self._session.get(ChannelHouseRow, _ONLY)

    async def add_house(self, sealed: str) -> ChannelHouseRow:
        row = ChannelHouseRow(id=_ONLY, reach="internet", own_address="", sealed=sealed)
        self._session.add(row)
        await self._session.flush()
        return row

    async def resting(self, now: datetime) -> frozenset[UUID]:
        """Channels at which nothing is tried now."""
        query = sa.select(ChannelRow.id).where(ChannelRow.resting_until > now)
        return frozenset((await self._session.scalars(query)).all())
