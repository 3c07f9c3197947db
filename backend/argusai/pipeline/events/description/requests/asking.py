"""Which events are asked for: one request with the event, another one only when something significant changed."""

from collections.abc import Callable
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Session, after_commit
from argusai.kit.ids import new_id
from argusai.pipeline.events.assembly.contract import EventFacts
from argusai.pipeline.events.description.requests.follow import Follow
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow
from argusai.pipeline.events.description.requests.repository import RequestRepository
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from argusai.pipeline.events.description.requests.when import CONFIRMED, about, changed, priority

# Above every other.
_ASKED = 100
# Before all that nobody asked for.
_GRAVE = 50


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
            if rank > latest.priority and latest.batch_id is None:  # past events wait for all others
                await repository.change(latest.id, priority=rank)
        elif _spoken_for(latest) and facts.ended_at is not None and changed(latest.about or {}, about(facts)):
            await self._put(session, self._made(facts, "changed", rank, latest.number + 1))

    async def ask(self, session: Session, facts: EventFacts, given: RedescribeIn) -> UUID:
        """A person asks, so it comes before everything."""
        latest = await RequestRepository(session).latest(facts.event_id)
        row = self._made(facts, "asked", _ASKED, 1 if latest is None else latest.number + 1)
        row.describer_id, row.model, row.pictures = given.describer_id, given.model, given.pictures
        return await self._put(session, row)

    async def follow(self, session: Session, facts: EventFacts, first: DescriptionRequestRow, follow: Follow) -> None:
        """What came of `first` is looked at again, or asked for anew."""
        rank = _GRAVE if follow.reason == "second" and first.batch_id is None else first.priority
        row = self._made(facts, follow.reason, rank, first.number + 1)
        row.follows, row.passed_over, row.about = first.id, [str(each) for each in follow.passed_over], first.about
        row.due_at, row.batch_id = row.asked_at, first.batch_id
        if follow.again is not None:
            row.describer_id, row.model = follow.again, first.model
        await self._put(session, row)

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


def _spoken_for(latest: DescriptionRequestRow) -> bool:
    """Somebody described it, whatever became of a second look or of better words."""
    return latest.state == "done" or (latest.state == "given-up" and latest.follows is not None)
