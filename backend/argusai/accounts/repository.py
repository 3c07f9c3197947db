"""The only place that reads and writes people, their sessions and the counts of failed sign-ins."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

import sqlalchemy as sa

from argusai.accounts.contract import OpenSession, Person, Role
from argusai.accounts.models import SessionRow, ThrottleRow, UserRow
from argusai.kit.db import Session
from argusai.kit.ids import new_id


def person_of(row: UserRow) -> Person:
    return Person(row.id, row.name, cast(Role, row.role))


class AccountsRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def has_people(self) -> bool:
        return bool(await self._session.scalar(sa.select(sa.exists(sa.select(UserRow.id)))))

    async def add_person(self, row: UserRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def find_person(self, name_key: str) -> UserRow | None:
        found: UserRow | None = await self._session.scalar(sa.select(UserRow).where(UserRow.name_key == name_key))
        return found

    async def people(self) -> list[Person]:
        return [person_of(row) for row in await self._session.scalars(sa.select(UserRow).order_by(UserRow.name_key))]

    async def password_hash(self, user_id: UUID) -> str | None:
        found: str | None = await self._session.scalar(sa.select(UserRow.password_hash).where(UserRow.id == user_id))
        return found

    async def set_password_hash(self, user_id: UUID, password_hash: str) -> None:
        await self._session.execute(sa.update(UserRow).where(UserRow.id == user_id).values(password_hash=password_hash))

    async def add_session(self, row: SessionRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def find_session(self, token_hash: str) -> tuple[OpenSession, datetime] | None:
        """The session and when it was last used."""
        query = sa.select(SessionRow, UserRow).join(UserRow, SessionRow.user_id == UserRow.id)
        found = (await self._session.execute(query.where(SessionRow.token_hash == token_hash))).first()
        if found is None:
            return None
        session, user = found
        return OpenSession(session.id, person_of(user), session.csrf_token, session.created_at), session.last_used_at

    async def has_session(self, session_id: UUID) -> bool:
        return (await self._session.scalar(sa.select(SessionRow.id).where(SessionRow.id == session_id))) is not None

    async def remove_session(self, session_id: UUID) -> None:
        await self._session.execute(sa.delete(SessionRow).where(SessionRow.id == session_id))

    async def remove_sessions(self, user_id: UUID) -> None:
        await self._session.execute(sa.delete(SessionRow).where(SessionRow.user_id == user_id))

    async def remove_other_sessions(self, user_id: UUID, kept: UUID) -> Sequence[UUID]:
        others = sa.delete(SessionRow).where(SessionRow.user_id == user_id, SessionRow.id != kept)
        return (await self._session.scalars(others.returning(SessionRow.id))).all()

    async def renew_sessions(self, user_id: UUID) -> Sequence[UUID]:
        """They go on under other ids. The old ones."""
        old = (await self._session.scalars(sa.select(SessionRow.id).where(SessionRow.user_id == user_id))).all()
        for each in old:
            await self._session.execute(sa.update(SessionRow).where(SessionRow.id == each).values(id=new_id()))
        return old

    async def note_use(self, uses: Mapping[UUID, datetime]) -> None:
        for session_id, at in uses.items():
            await self._session.execute(
                sa.update(SessionRow).where(SessionRow.id == session_id).values(last_used_at=at)
            )

    async def session_ids(self) -> set[UUID]:
        return set(await self._session.scalars(sa.select(SessionRow.id)))

    async def expired_sessions(self, unused_since: datetime, opened_before: datetime) -> Sequence[UUID]:
        expired = sa.or_(SessionRow.last_used_at < unused_since, SessionRow.created_at < opened_before)
        return (await self._session.scalars(sa.select(SessionRow.id).where(expired))).all()

    async def throttles(self, subjects: Sequence[str]) -> dict[str, ThrottleRow]:
        rows = await self._session.scalars(sa.select(ThrottleRow).where(ThrottleRow.subject.in_(subjects)))
        return {row.subject: row for row in rows}

    async def put_throttle(self, row: ThrottleRow) -> None:
        await self._session.merge(row)

    async def forget_throttles(self, failed_before: datetime) -> None:
        await self._session.execute(sa.delete(ThrottleRow).where(ThrottleRow.last_failed_at < failed_before))

    async def has_old_throttles(self, failed_before: datetime) -> bool:
        query = sa.select(sa.exists(sa.select(ThrottleRow.subject).where(ThrottleRow.last_failed_at < failed_before)))
        return bool(await self._session.scalar(query))
