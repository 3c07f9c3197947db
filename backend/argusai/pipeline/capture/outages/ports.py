"""What outages need from other parts. `flow` connects them."""

from datetime import tzinfo
from typing import Protocol
from uuid import UUID

from argusai.pipeline.capture.streams.contract import StreamHealth


class HealthOf(Protocol):
    def __call__(self, camera_id: UUID, /) -> StreamHealth | None:
        """The camera's health at this moment; None when nothing is known. Quick: it is asked every second."""


class TimeZone(Protocol):
    def __call__(self) -> tzinfo:
        """The zone in which times are written in sentences."""


class KeptDays(Protocol):
    async def __call__(self) -> int:
        """For how many days outages are kept: as long as events."""
