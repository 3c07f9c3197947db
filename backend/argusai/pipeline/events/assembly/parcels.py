"""Which event a parcel belongs to: the one that is open, else the one that has just ended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from argusai.pipeline.detection.parcels.contract import ParcelSeen
from argusai.pipeline.events.assembly.contract import EventFacts, ParcelFact
from argusai.pipeline.events.assembly.story import relative

# A parcel is told some seconds after its person has gone, and by then the event may have closed.
_LATE = timedelta(seconds=60)
_MOST = 100  # no visit brings more, and a report that is too large would be refused


class EventParcels:
    """For one camera, in one thread."""

    def __init__(self) -> None:
        self._of_event: tuple[ParcelFact, ...] = ()
        self._closed: EventFacts | None = None

    def begin(self) -> None:
        """Another event opens."""
        self._of_event, self._closed = (), None

    def with_them(self, facts: EventFacts) -> EventFacts:
        return replace(facts, parcels=self._of_event) if self._of_event else facts

    def end(self, facts: EventFacts) -> None:
        """The event closed with these facts."""
        self._closed = facts

    def take(
        self, at: datetime, seen: Sequence[ParcelSeen], size: tuple[int, int], *, is_open: bool
    ) -> EventFacts | None:
        """Note what was seen. The facts to be told anew when the event has closed already; None while it is open, and
        where there is no event that it could belong to."""
        facts = tuple(fact for each in seen if (fact := _fact(each, size)) is not None)
        known = {(each.parcel_id, each.change) for each in self._of_event}
        fresh = tuple(each for each in facts if (each.parcel_id, each.change) not in known)
        closed = self._closed
        if not fresh or (not is_open and (closed is None or at - (closed.ended_at or at) > _LATE)):
            return None
        self._of_event = (self._of_event + fresh)[:_MOST]
        if is_open or closed is None:
            return None
        self._closed = replace(closed, parcels=self._of_event)
        return self._closed


def _fact(seen: ParcelSeen, size: tuple[int, int]) -> ParcelFact | None:
    box = relative(seen.box, size)
    return None if box is None else ParcelFact(seen.parcel_id, seen.change, seen.at, box, seen.probability)
