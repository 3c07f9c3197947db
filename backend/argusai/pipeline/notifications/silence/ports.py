"""What this needs of other parts. `flow` connects them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from argusai.kit.db import Session
from argusai.pipeline.notifications.silence.contract import Key, Line, Period, Sought, Tally, Then


class LinesIn(Protocol):
    async def __call__(self, session: Session, sought: Sought, after: Key | None, most: int, /) -> Sequence[Line]:
        """What went on at some time of it, oldest first, of those that come after `after`."""


class TallyIn(Protocol):
    async def __call__(self, session: Session, period: Period, /) -> Sequence[Tally]:
        """Of everything that went on at some time of it."""


class CameraThen(Protocol):
    async def __call__(self, session: Session, period: Period, /) -> Then | None:
        """None: no such camera."""


class UnseenIn(Protocol):
    async def __call__(self, session: Session, period: Period, /) -> Sequence[tuple[datetime, datetime, float]]:
        """When it was connected to nothing: from, to, and for how many seconds of that."""


class KeptSince(Protocol):
    async def __call__(self, session: Session, /) -> datetime:
        """What was seen and let go before this is no longer kept."""
