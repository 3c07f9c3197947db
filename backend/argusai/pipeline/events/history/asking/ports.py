"""What asking needs from outside."""

from collections.abc import Awaitable
from typing import Protocol
from uuid import UUID

from argusai.pipeline.capture.streams.contract import Occasion
from argusai.pipeline.events.assembly.contract import EventReport
from argusai.pipeline.events.history.asking.job import Terms


class FindCamera(Protocol):
    async def __call__(self, camera_id: UUID, /) -> object:
        """Raises NotFound."""


class LookNow(Protocol):
    async def __call__(self, camera_id: UUID, event_id: UUID, occasion: Occasion, /) -> None:
        """Have the newest picture looked at; `event_id` is on its way to be stored after the return. Raises
        Unavailable."""


class StoreEvent(Protocol):
    def __call__(self, report: EventReport, /) -> Awaitable[None]:
        """It is durable after the return. Raises NotFound, Unavailable."""


class SendPorts(Protocol):
    """What sending in needs to know of cameras and events, and where its events go."""

    async def terms_of(self, camera_id: UUID, /) -> Terms:
        """Raises NotFound."""

    async def exists(self, event_id: UUID, /) -> bool:
        """Whether it is stored."""

    async def store(self, report: EventReport, /) -> None: ...
    async def discard(self, report: EventReport, /) -> None:
        """Removes its files."""
