"""The tables of the configuration, row by row and whatever columns they have, and the versions of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from argusai.configuration.changes import CHANNELS, RULES, TABLES, Change, Row, State
from argusai.configuration.models import VersionRow
from argusai.kit.db import Base, Session, UtcDateTime
from argusai.kit.errors import Conflict

# Until when a schedule was obeyed: one that comes back does not make up for what it missed.
_CLOCKED = ("looked_at",)
# The keys of the house are nobody's choice, and stand in no version.
_KEYS = {CHANNELS: "sealed"}


class ConfigurationRepository:
    """`settings`: the names of the settings that people change; other rows of that table are the program's own."""

    def __init__(self, session: Session, settings: frozenset[str]) -> None:
        self._session = session
        self._settings = settings

    async def state(self) -> State:
        found: State = {}
        for name in TABLES:
            if name == RULES:
                continue
            table = Base.metadata.tables[name]
            rows = (await self._session.execute(sa.select(table))).mappings().all()
            plain = [_plain(table, row) for row in rows]
            found[name] = {
                _key(table, row): row for row in plain if name != "settings" or row["name"] in self._settings
            }
        return found

    async def write(self, changes: Sequence[Change], now: datetime) -> None:
        """Make each row what `after` says. Raises Conflict when that contradicts what is there."""
        try:
            for change in reversed(changes):
                if change.after is None:
                    await self._delete(change)
            for change in changes:
                await self._step_aside(change)
            for change in changes:
                if change.after is not None:
                    await self._put(change, now)
        except IntegrityError as error:
            raise Conflict(
                "This does not go together with what is there now. Nothing was changed.", slug="configuration-conflict"
            ) from error

    async def _delete(self, change: Change) -> None:
        table = Base.metadata.tables[change.table]
        await self._session.execute(sa.delete(table).where(*_where(table, change.before or {})))

    async def _step_aside(self, change: Change) -> None:
        """Two rows may swap what must be unique."""
        table = Base.metadata.tables[change.table]
        unique = [name for name in change.fields() if table.c[name].unique]
        if unique and change.before:
            aside = dict.fromkeys(unique, f"\x01{change.key}")
            await self._session.execute(sa.update(table).where(*_where(table, change.before)).values(aside))

    async def _put(self, change: Change, now: datetime) -> None:
        table, after = Base.metadata.tables[change.table], change.after or {}
        if change.before is None:
            # Columns that came later take what the migration gave the rows of before.
            known = {name: _value(table.c[name], value) for name, value in after.items() if name in table.c}
            known.update({name: now for name in _CLOCKED if name in table.c})
            await self._session.execute(sa.insert(table).values(known))
            return
        values = {name: _value(table.c[name], after[name]) for name in change.fields() if name in table.c}
        for name in ("updated_at", "changed_at", *_CLOCKED):
            if name in table.c and values.keys() - {"position"}:
                values[name] = now
        if values:
            await self._session.execute(sa.update(table).where(*_where(table, change.before)).values(values))

    async def last_number(self) -> int:
        return await self._session.scalar(sa.select(sa.func.max(VersionRow.number))) or 0

    async def add(self, row: VersionRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def forget(self, up_to: int, before: datetime) -> None:
        """Versions up to that number, and those from before."""
        gone = sa.or_(VersionRow.number <= up_to, VersionRow.at < before)
        await self._session.execute(sa.delete(VersionRow).where(gone))

    async def made_since(self, since: datetime) -> Sequence[VersionRow]:
        """Those of that time and later, oldest first."""
        query = sa.select(VersionRow).where(VersionRow.at >= since).order_by(VersionRow.number)
        return (await self._session.scalars(query)).all()

    async def get(self, version_id: UUID) -> VersionRow | None:
        return await self._session.get(VersionRow, version_id)

    async def page(self, before: int | None, limit: int) -> Sequence[VersionRow]:
        """The newest first."""
        query = sa.select(VersionRow).order_by(VersionRow.number.desc()).limit(limit)
        if before is not None:
            query = query.where(VersionRow.number < before)
        return (await self._session.scalars(query)).all()

    async def since(self, number: int) -> Sequence[VersionRow]:
        """The newest first, down to and with that one."""
        query = sa.select(VersionRow).where(VersionRow.number >= number).order_by(VersionRow.number.desc())
        return (await self._session.scalars(query)).all()


def _plain(table: sa.Table, row: Any) -> Row:
    return {
        column.name: _plain_value(row[column.name]) for column in table.columns if column.name != _KEYS.get(table.name)
    }


def _plain_value(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _value(column: sa.Column[Any], plain: Any) -> Any:
    if isinstance(plain, str) and isinstance(column.type, sa.Uuid):
        return UUID(plain)
    if isinstance(plain, str) and isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(plain)
    return plain


def _key(table: sa.Table, row: Row) -> str:
    return "/".join(str(row[column.name]) for column in table.primary_key.columns)


def _where(table: sa.Table, row: Row) -> Iterable[sa.ColumnElement[bool]]:
    return [column == _value(column, row[column.name]) for column in table.primary_key.columns]
