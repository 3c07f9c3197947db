"""What asking needs from outside."""

from typing import Protocol
from uuid import UUID


class FindCamera(Protocol):
    async def __call__(self, camera_id: UUID, /) -> object:
        """Raises NotFound."""


class LookNow(Protocol):
    async def __call__(self, camera_id: UUID, event_id: UUID, /) -> None:
        """Have the newest picture looked at; `event_id` is on its way to be stored after the return. Raises
        Unavailable."""
