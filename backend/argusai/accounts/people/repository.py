"""The only place that reads and writes invitations, and removes people."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from argusai.accounts.keys.models import ApiKeyRow
from argusai.accounts.models import SessionRow, UserRow
from argusai.accounts.people.models import InvitationRow
from argusai.kit.db import Session


class PeopleRepository:
    def __init__(self, session: Session) -> None:
        self._session = session

    async def people(self) -> list[tuple[UserRow, datetime | None]]:
        """By name, with when each last used a session."""
        used = sa.select(sa.func.max(SessionRow.last_used_at)).where(SessionRow.user_id == UserRow.id)
        query = sa.select(UserRow, used.scalar_subquery()).order_by(UserRow.name_key)
        return [(row, last) for row, last in await self._session.execute(query)]

    async def get(self, person_id: UUID) -> UserRow | None:
        return await self._session.get(UserRow, person_id)

    async def administrators(self) -> int:
        query = sa.select(sa.func.count()).select_from(UserRow).where(UserRow.role == "administrator")
        return await self._session.scalar(query) or 0

    async def count(self) -> int:
        return await self._session.scalar(sa.select(sa.func.count()).select_from(UserRow)) or 0

    async def session_ids(self, person_id: UUID) -> Sequence[UUID]:
        return (await self._session.scalars(sa.select(SessionRow.id).where(SessionRow.user_id == person_id))).all()

    async def names(self) -> Sequence[str]:
        return (await self._session.scalars(sa.select(UserRow.name))).all()

    async def key_names(self) -> dict[UUID | None, list[str]]:
        """Of the keys that each made, in that order; None: of which it is not known who."""
        found: dict[UUID | None, list[str]] = defaultdict(list)
        query = sa.select(ApiKeyRow.owner_id, ApiKeyRow.name).order_by(ApiKeyRow.id)
        for owner_id, name in await self._session.execute(query):
            found[owner_id].append(name)
        return found

    async def remove(self, row: UserRow) -> None:
        """With all that is his: sessions, channels, notices, quiet hours, what he has seen and thought."""
        await self._session.delete(row)
        await self._session.flush()

    async def invitations(self, now: datetime) -> Sequence[InvitationRow]:
        """Those that can still be used, in the order in which they were made."""
        query = sa.select(InvitationRow).where(InvitationRow.expires_at > now)
        return (await self._session.scalars(query.order_by(InvitationRow.id))).all()

    async def invitation(self, token_hash: str, now: datetime) -> InvitationRow | None:
        query = sa.select(InvitationRow).where(InvitationRow.token_hash == token_hash, InvitationRow.expires_at > now)
        return (await self._session.scalars(query)).one_or_none()

    async def invite(self, row: InvitationRow) -> None:
        self._session.add(row)
        await self._session.flush()

    async def revoke(self, invitation_id: UUID) -> bool:
        """False when it is not there: it was used, say."""
        gone = sa.delete(InvitationRow).where(InvitationRow.id == invitation_id).returning(InvitationRow.id)
        return (await self._session.scalar(gone)) is not None

    async def revoke_all_by(self, name: str) -> None:
        """Those that this person made."""
        await self._session.execute(sa.delete(InvitationRow).where(InvitationRow.made_by == name))

    async def forget(self, before: datetime) -> None:
        """Those that expired before."""
        await self._session.execute(sa.delete(InvitationRow).where(InvitationRow.expires_at <= before))
