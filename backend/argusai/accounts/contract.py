"""What other parts may know of people and their sessions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

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


class SessionLookup(Protocol):
    """What the guard asks."""

    async def find(self, token: str) -> OpenSession | None:
        """The open session of a cookie's token, and note that it is in use. None: unknown, ended or expired."""

    def on_session_end(self, session_id: UUID, tell: Callable[[], None]) -> Callable[[], None]:
        """Call `tell` (quick, not raising) in the event loop once that session ends: at once when it has already ended.
        While somebody listens, the session counts as in use. Returns what ends the listening."""
