"""What describing needs from outside."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from argusai.kit.db import Session
from argusai.pipeline.events.description.providers.contract import Kind
from argusai.pipeline.events.description.providers.ports import Provider
from argusai.pipeline.events.description.requests.contract import PastEvent, PastEvents, StoredEvent, Subject, Version

FindProvider = Callable[[Kind], Provider]
FindSubject = Callable[[Session, UUID], Awaitable[Subject | None]]


class StoredEvents(Protocol):
    async def read(self, session: Session, event_id: UUID) -> StoredEvent | None:
        """None: it was deleted."""
        ...

    async def show(self, session: Session, event_id: UUID, version: Version, *, quietly: bool = False) -> None:
        """From now on these are its words; who looks hears of it after the commit. `quietly`: rules do not."""
        ...

    async def show_built_in(self, session: Session, event_id: UUID, *, quietly: bool = False) -> None:
        """As `show`, with the words of the built-in describer."""
        ...

    async def built_in(self, session: Session, event_id: UUID) -> str:
        """The words of the built-in describer, whatever is shown. Empty: the event was deleted."""
        ...

    async def doubted(self, session: Session, told: Mapping[UUID, Sequence[UUID]]) -> frozenset[UUID]:
        """Of versions, each with the events that are told by it, those of which somebody said that they are wrong."""
        ...

    async def load(self, path: str) -> bytes | None:
        """The file; None when it is gone."""
        ...

    async def past(self, session: Session, wanted: PastEvents, most: int) -> Sequence[PastEvent]:
        """Ended ones with a picture, for which nobody is being asked; newest first."""
        ...

    async def without_request(self, session: Session, since: datetime, most: int) -> Sequence[UUID]:
        """Recent events, not from before `since`, for which nobody was asked yet, newest first."""
        ...
