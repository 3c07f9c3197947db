"""Open sessions: made, found, ended. Found from memory most of the time; the database is the truth."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from argusai.accounts.contract import OpenSession, Person
from argusai.accounts.models import SessionRow
from argusai.accounts.repository import AccountsRepository
from argusai.accounts.settings import AccountsSettings
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.errors import NotSignedIn
from argusai.kit.ids import new_id

# How long memory is believed before the database is asked again: the command line may have ended the session.
_TRUSTED_SECONDS = 60.0
# Uses are written together once a minute at most.
_NOTED_SECONDS = 60.0
_KEPT_IN_MEMORY = timedelta(hours=1)
_LONGEST_TOKEN = 100


@dataclass(slots=True)
class _Known:
    session: OpenSession
    last_used_at: datetime
    noted_at: datetime  # the last use that the database knows
    checked: float  # monotonic


class Sessions:
    """Implements the contract's SessionLookup."""

    def __init__(self, database: Database, clock: Clock, settings: AccountsSettings) -> None:
        self._database = database
        self._clock = clock
        self._settings = settings
        self._known: dict[str, _Known] = {}
        self._listeners: dict[UUID, set[Callable[[], None]]] = defaultdict(set)
        self._endings = 0

    @property
    def listeners(self) -> int:
        """How many wait for the end of a session: open sockets, mostly."""
        return sum(len(tells) for tells in self._listeners.values())

    async def open(self, session: Session, person: Person, address: str) -> tuple[str, OpenSession]:
        """A new session in the transaction of `session`: the token for the cookie, which exists nowhere else."""
        token, now = secrets.token_urlsafe(32), self._clock.now()
        opened = OpenSession(new_id(), person, secrets.token_urlsafe(32), now)
        row = SessionRow(
            id=opened.id,
            user_id=person.id,
            token_hash=_hash(token),
            csrf_token=opened.csrf_token,
            created_at=now,
            last_used_at=now,
            address=address[:64],
        )
        await AccountsRepository(session).add_session(row)
        return token, opened

    async def find(self, token: str) -> OpenSession | None:
        if len(token) > _LONGEST_TOKEN:
            return None
        token_hash = _hash(token)
        known = self._known.get(token_hash)
        if known is None or self._clock.monotonic() - known.checked > _TRUSTED_SECONDS:
            known = await self._read(token_hash)
        if known is None:
            return None
        now = self._clock.now()
        if self._is_expired(known.session.created_at, known.last_used_at, now):
            self.ended([known.session.id])
            return None
        known.last_used_at = max(now, known.last_used_at)
        return known.session

    def on_session_end(self, session_id: UUID, tell: Callable[[], None]) -> Callable[[], None]:
        if all(known.session.id != session_id for known in self._known.values()):
            tell()
            return lambda: None
        self._listeners[session_id].add(tell)

        def stop() -> None:
            self._listeners[session_id].discard(tell)
            if not self._listeners[session_id]:
                del self._listeners[session_id]

        return stop

    async def require(self, session_id: UUID, session: Session) -> None:
        if not await AccountsRepository(session).has_session(session_id):
            raise NotSignedIn("Sign in to use this.")

    async def end(self, session: Session, session_id: UUID) -> None:
        """End one session with the transaction of `session`."""
        await AccountsRepository(session).remove_session(session_id)
        after_commit(session, lambda: self.ended([session_id]))

    async def end_others(self, session: Session, kept: OpenSession) -> None:
        """End the other sessions of the same person with the transaction of `session`."""
        ended = await AccountsRepository(session).remove_other_sessions(kept.person.id, kept.id)
        after_commit(session, lambda: self.ended(ended))

    async def renew(self, session: Session, user_id: UUID) -> None:
        """This person may do other things from the transaction of `session` on. His browsers stay signed in, under
        other ids: what is open, or still being sent, with the old rights ends."""
        old = await AccountsRepository(session).renew_sessions(user_id)
        after_commit(session, lambda: self.ended(old))

    def ended(self, session_ids: Iterable[UUID]) -> None:
        """These are gone from the database, or will be: forget them and tell who listens."""
        gone = set(session_ids)
        if not gone:
            return
        self._endings += 1
        self._known = {key: known for key, known in self._known.items() if known.session.id not in gone}
        for session_id in gone:
            for tell in list(self._listeners.get(session_id, ())):
                tell()

    async def tidy(self) -> None:
        """About once a minute: note the uses, remove what expired, tell sockets whose session is gone."""
        now = self._clock.now()
        for known in self._known.values():
            if known.session.id in self._listeners:
                known.last_used_at = now
        await self._note_uses()
        before = {known.session.id for known in self._known.values()}
        async with self._database.read() as session:
            repository = AccountsRepository(session)
            expired = await repository.expired_sessions(now - self._settings.idle, now - self._settings.absolute)
            left = await repository.session_ids()
        if expired:
            async with self._database.write() as session:
                for session_id in expired:
                    await self.end(session, session_id)
        self.ended(before - left)
        self._forget_the_unused(now)

    def _forget_the_unused(self, now: datetime) -> None:
        for token_hash, known in list(self._known.items()):
            if now - known.last_used_at > _KEPT_IN_MEMORY and known.session.id not in self._listeners:
                del self._known[token_hash]

    async def _note_uses(self) -> None:
        used = [
            known
            for known in self._known.values()
            if (known.last_used_at - known.noted_at).total_seconds() >= _NOTED_SECONDS
        ]
        if not used:
            return
        async with self._database.write() as session:
            await AccountsRepository(session).note_use({known.session.id: known.last_used_at for known in used})
        for known in used:
            known.noted_at = known.last_used_at

    async def _read(self, token_hash: str) -> _Known | None:
        while True:
            endings = self._endings
            async with self._database.read() as session:
                found = await AccountsRepository(session).find_session(token_hash)
            if endings == self._endings:
                break  # else a session ended while we read: it may be this one
        known = self._known.pop(token_hash, None)
        if found is None:
            if known is not None:
                self.ended([known.session.id])
            return None
        opened, noted_at = found
        last_used_at = max(noted_at, known.last_used_at) if known else noted_at
        self._known[token_hash] = fresh = _Known(opened, last_used_at, noted_at, self._clock.monotonic())
        return fresh

    def _is_expired(self, created_at: datetime, last_used_at: datetime, now: datetime) -> bool:
        return now - last_used_at > self._settings.idle or now - created_at > self._settings.absolute


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
