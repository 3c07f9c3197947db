"""A look at what a camera sees now."""

import asyncio
from datetime import datetime
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.errors import ArgusError, TooMany, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.pipeline.capture.streams.contract import Occasion
from argusai.pipeline.events.assembly.contract import EventFacts, EventReport
from argusai.pipeline.events.history.asking.allowance import Allowance
from argusai.pipeline.events.history.asking.arrivals import Arrivals
from argusai.pipeline.events.history.asking.ports import FindCamera, LookNow, StoreEvent

_log = get_log("events.asking")
_MOST_A_MINUTE = 10
_MINUTE_SECONDS = 60.0
_STORED_SECONDS = 5.0
_MOST_REMEMBERED = 1000
# A finger stays on the button, a message comes twice: it rang once.
_ONE_RING_SECONDS = 10.0


class LookService:
    def __init__(
        self, find_camera: FindCamera, look: LookNow, store: StoreEvent, arrivals: Arrivals, clock: Clock
    ) -> None:
        self._find_camera = find_camera
        self._look = look
        self._store = store
        self._arrivals = arrivals
        self._clock = clock
        self._allowance = Allowance(_MOST_A_MINUTE, _MINUTE_SECONDS)
        self._askers: dict[UUID, UUID] = {}
        self._rung: dict[UUID, tuple[float, UUID]] = {}

    def asker_of(self, event_id: UUID) -> UUID | None:
        """Who asked for it lately, since the program runs; None for all that nobody asked for."""
        return self._askers.get(event_id)

    async def look(self, camera_id: UUID, person_id: UUID | None = None) -> tuple[UUID, bool]:
        """The event, and whether it is stored already. `person_id`: who asks and sees it at once; None: a program.

        Raises NotFound, TooMany, Unavailable (slug `no-picture`)."""
        await self._find_camera(camera_id)
        if wait := self._allowance.take(camera_id, self._clock.monotonic()):
            raise TooMany(
                f"This camera was asked {_MOST_A_MINUTE} times within a minute. Try again in {wait} s.",
                retry_after_seconds=wait,
            )
        event_id = new_id()
        if person_id is not None:
            self._askers[event_id] = person_id
        while len(self._askers) > _MOST_REMEMBERED:
            del self._askers[next(iter(self._askers))]
        return event_id, await self._ask(camera_id, event_id, "manual")

    async def ring(self, camera_id: UUID) -> UUID:
        """Somebody rang at this camera's door: the event that comes of it, also while the camera shows nothing. Raises
        NotFound, Unavailable."""
        await self._find_camera(camera_id)
        now = self._clock.monotonic()
        self._rung = {each: ring for each, ring in self._rung.items() if now - ring[0] < _ONE_RING_SECONDS}
        if (rung := self._rung.get(camera_id)) is not None:
            return rung[1]
        event_id = new_id()
        self._rung[camera_id] = (now, event_id)
        try:
            await self._hear(camera_id, event_id)
        except (ArgusError, asyncio.CancelledError):
            self._rung.pop(camera_id, None)  # whoever presses again is heard
            raise
        return event_id

    async def _hear(self, camera_id: UUID, event_id: UUID) -> None:
        """Who rings is told of whether there is a picture or not."""
        try:
            await self._ask(camera_id, event_id, "doorbell")
        except Unavailable as error:
            _log.warning("it rang, and there is no picture of it", camera_id=str(camera_id), reason=error.detail)
            now = self._clock.now()
            await self._store(EventReport("closed", _unseen(camera_id, event_id, now), ()))

    async def _ask(self, camera_id: UUID, event_id: UUID, occasion: Occasion) -> bool:
        """Whether it is stored already."""
        with self._arrivals.expected(event_id) as arrival:
            await self._look(camera_id, event_id, occasion)
            try:
                async with asyncio.timeout(_STORED_SECONDS):
                    await arrival.wait()
            except TimeoutError:
                return False
        return True


def _unseen(camera_id: UUID, event_id: UUID, now: datetime) -> EventFacts:
    """A ring of which there is no picture."""
    return EventFacts(
        event_id=event_id, camera_id=camera_id, trigger="doorbell", started_at=now, last_activity_at=now, ended_at=now,
        continues_id=None, tracks=(), most_at_once={}, focus=(0.5, 0.5), width=0, height=0, looked=False,
    )  # fmt: skip
