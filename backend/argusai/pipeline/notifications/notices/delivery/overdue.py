"""What nobody is going to finish any more: sends that were cut off, and notices that waited too long."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import timedelta
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.db import Database, Session
from argusai.kit.lived import LivedClock
from argusai.kit.log import get_log
from argusai.pipeline.notifications.notices.delivery.promises import LEASE, TOO_OLD, after_kill
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository, Told

_log = get_log("notifications.delivery")
_PORTION = 100
_CUT_OFF = "ArgusAI was stopped before the receiver said that it has it."
_HOURS = int(TOO_OLD / timedelta(hours=1))


class Overdue:
    """`tell_unknown`: of a delivery of which nobody knows whether it arrived."""

    def __init__(
        self,
        database: Database,
        announce: Announce,
        tell_unknown: Callable[[Session, Told], Awaitable[None]],
        clock: LivedClock,
    ) -> None:
        self._database = database
        self._announce = announce
        self._tell_unknown = tell_unknown
        self._clock = clock

    async def left_by(self, name: str) -> None:
        """The worker of that name starts: whatever it had out was cut off. What another one has out is left to it."""
        async with self._database.read() as session:
            lost = await DeliveryRepository(session).claimed_by(name)
        await self._settle_all(lost)

    async def cut_off(self, busy: Collection[UUID]) -> None:
        """Claims whose time is over, at other channels than these: whoever made them is gone."""
        async with self._database.read() as session:
            found = await DeliveryRepository(session).claims_over(self._clock.ago(LEASE), self._clock.now())
        await self._settle_all([told for told in found if told.channel.id not in busy])

    async def _settle_all(self, lost: Sequence[Told]) -> None:
        if not lost:
            return
        async with self._database.write() as session:
            for told in lost:
                await self._settle(session, told)

    async def _settle(self, session: Session, told: Told) -> None:
        state = after_kill(told.channel.kind)
        fault = "" if state == "waiting" else _CUT_OFF
        values = {"state": state, "next_try_at": self._clock.now(), "fault": fault}
        if not await DeliveryRepository(session).settle_if(told.delivery.id, "sending", values):
            return
        _log.warning("a send was cut off", delivery_id=str(told.delivery.id), kind=told.channel.kind, now=state)
        if state == "unknown":
            await self._tell_unknown(session, told)

    async def lay_aside(self) -> None:
        """What waited too long is not sent any more, unless somebody asks for it."""
        before = self._clock.ago(TOO_OLD)
        async with self._database.read() as session:
            old = await DeliveryRepository(session).too_old(before, _PORTION)
        if not old:
            return
        values = {"state": "failed", "fault": f"Too old: it could not be sent within {_HOURS} hours."}
        async with self._database.write() as session:
            for told in old:
                await DeliveryRepository(session).settle_if(told.delivery.id, "waiting", values)
            for owner_id in {told.channel.owner_id for told in old}:
                await self._announce(session, "deliveries.changed", {"user_id": str(owner_id), "event_id": ""})
        _log.warning("notices were too old to be sent", count=len(old))
