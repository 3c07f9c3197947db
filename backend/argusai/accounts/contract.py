"""What other parts may know of people and their sessions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from argusai.kit.db import Session

COOKIE = "argusai_session"
Role = Literal["administrator", "member"]


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One signed-in browser. `csrf_token`: what its changes carry in the header X-CSRF-Token."""

    id: UUID
    person: Person
    csrf_token: str = field(repr=False)
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ApiKey:
    """With it another program looks without signing in. `camera_ids` None: all cameras. `expires_at` None: never.
    `owner_id`: who made it; None: from before that was noted."""

    id: UUID
    name: str
    key_hash: str = field(repr=False)
    ends_with: str
    scopes: tuple[str, ...]
    camera_ids: frozenset[UUID] | None
    owner_id: UUID | None
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None

    def is_over(self, now: datetime) -> bool:
        return self.expires_at is not None and now >= self.expires_at


class OnEnd(Protocol):
    """Calls `tell` once it ends, at once when it has already; the result ends the listening."""

    def __call__(self, tell: Callable[[], None], /) -> Callable[[], None]: ...


class Require(Protocol):
    """Asks in the transaction of `session`. Raises NotSignedIn once it is over, or other rights hold."""

    async def __call__(self, session: Session, /) -> None: ...


@dataclass(frozen=True, slots=True)
class Access:
    """Who was let in, as long as it lasts."""

    on_end: OnEnd
    require: Require
    by_key: bool


class KeyLookup(Protocol):
    """What the guard asks of a request that brings a key."""

    async def check(self, token: str, address: str) -> ApiKey:
        """Within a millisecond for a right key. Raises NotSignedIn (slug wrong-key), TooMany."""

    def on_key_end(self, key_id: UUID, tell: Callable[[], None]) -> Callable[[], None]:
        """As SessionLookup.on_session_end."""

    async def require(self, key_id: UUID, session: Session) -> None:
        """Raises NotSignedIn (slug wrong-key) when the key is not there in the transaction of `session`."""


class SessionLookup(Protocol):
    """What the guard asks."""

    async def find(self, token: str) -> OpenSession | None:
        """The open session of a cookie's token, and note that it is in use. None: unknown, ended or expired."""

    def on_session_end(self, session_id: UUID, tell: Callable[[], None]) -> Callable[[], None]:
        """Call `tell` (quick, not raising) in the event loop once that session ends: at once when it has already ended.
        While somebody listens, the session counts as in use. Returns what ends the listening."""

    async def require(self, session_id: UUID, session: Session) -> None:
        """Raises NotSignedIn when it is not there in the transaction of `session`: it ended, or other rights hold."""
