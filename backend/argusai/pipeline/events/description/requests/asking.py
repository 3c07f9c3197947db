"""Which events are asked for: one request with the event, another one only when something significant changed."""

from collections.abc import Callable
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Session, after_commit
from argusai.kit.ids import new_id
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow
from argusai.pipeline.events.description.requests.repository import RequestRepository
from argusai.pipeline.events.description.requests.when import CONFIRMED, about, changed, priority

# Above every other.
_ASKED = 100


class Asking:
    """`wanted`: whether any describer is there at all, so that a house without one pays nothing. `wake`: there is
    something to do."""

    def __init__(self, clock: Clock, wanted: Callable[[], bool], wake: Callable[[], None]) -> None:
        self._clock = clock
        self._wanted = wanted
        self._wake = wake

    async def note(self, session: Session, facts: EventFacts, attention: int) -> None:
        """An event was stored, in the transaction of `session`."""
        if not self._wanted():
            return
        repository = RequestRepository(session)
        latest = await repository.latest(facts.event_id)
        rank = priority(attention, facts)
        if latest is None:
            await self._put(session, self._made(facts, "seen", rank, 1))
        elif latest.state in {"waiting", "put-off"}:
            if rank > latest.priority:
                await repository.change(latest.id, priority=rank)
        elif latest.state == "done" and facts.ended_at is not None and changed(latest.about or {}, about(facts)):
            await self._put(session, self._made(facts, "changed", rank, latest.number + 1))

    async def ask(self, session: Session, facts: EventFacts, describer_id: UUID | None, model: str | None) -> UUID:
        """A person asks, so it comes before everything."""
        latest = await RequestRepository(session).latest(facts.event_id)
        row = self._made(facts, "asked", _ASKED, 1 if latest is None else latest.number + 1)
        row.describer_id, row.model = describer_id, model
        return await self._put(session, row)

    def _made(self, facts: EventFacts, reason: str, rank: int, number: int) -> DescriptionRequestRow:
        now = self._clock.now()
        return DescriptionRequestRow(
            id=new_id(),
            event_id=facts.event_id,
            camera_id=facts.camera_id,
            number=number,
            reason=reason,
            state="waiting",
            priority=rank,
            asked_at=now,
            due_at=now + CONFIRMED if reason == "seen" and facts.ended_at is None else now,
            tries=0,
            outcome="",
        )

    async def _put(self, session: Session, row: DescriptionRequestRow) -> UUID:
        await RequestRepository(session).add(row)
        after_commit(session, self._wake)
        return row.id
