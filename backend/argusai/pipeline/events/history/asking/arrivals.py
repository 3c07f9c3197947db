"""Waiting until an event is stored."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID


class Arrivals:
    """Belongs to the event loop."""

    def __init__(self) -> None:
        self._expected: dict[UUID, asyncio.Event] = {}

    @contextmanager
    def expected(self, event_id: UUID) -> Iterator[asyncio.Event]:
        """Set once the event is there: enter before it can be."""
        arrival = self._expected[event_id] = asyncio.Event()
        try:
            yield arrival
        finally:
            del self._expected[event_id]

    def stored(self, event_id: UUID) -> None:
        if arrival := self._expected.get(event_id):
            arrival.set()
