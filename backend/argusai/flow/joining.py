"""Where somebody who joins begins: what happened before is no news to him."""

from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Session
from argusai.pipeline.capture.outages.repository import OutageRepository
from argusai.pipeline.events.history.repository import EventRepository


class Joining:
    """Implements `accounts.people.service.Welcome`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(self, session: Session, person_id: UUID) -> None:
        """Events and outages so far count as looked at."""
        await EventRepository(session).mark_all_seen(person_id, self._clock.now())
        outages = OutageRepository(session)
        await outages.mark_seen(person_id, await outages.newest_news())
