"""What becomes of requests while no describer is on: they say so, and wait a day for one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from argusai.kit.db import Session
from argusai.pipeline.events.description.describers.repository import DescriberRepository
from argusai.pipeline.events.description.money.repository import CallRepository
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow
from argusai.pipeline.events.description.requests.parts import Parts
from argusai.pipeline.events.description.requests.repository import RequestRepository
from argusai.pipeline.events.description.requests.when import TOO_OLD

NOBODY_IS_ON = "No describer is on."
# A person chose him, so no other one will do.
CHOSEN_IS_GONE = "The describer that was to be asked is off or removed."
NOBODY_HERE = "No describer may be asked for this camera."
_AT_ONCE = 100


class Nobody:
    """`name`: of this program; what another one carries out is left to it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def wait(self, name: str, running: Collection[UUID]) -> None:
        """Once no describer is on: all that waits is told so, but what is `running` here. Another program that shares
        the database may have switched one on."""
        while rows := await self._untold(name, running):
            async with self._parts.database.write() as session:
                for row in rows:
                    await self._tell(session, row, self._parts.clock.now())
                if any(row.batch_id is not None for row in rows):
                    await self._parts.batch_changed(session)

    async def _untold(self, name: str, running: Collection[UUID]) -> Sequence[DescriptionRequestRow]:
        now = self._parts.clock.now()
        async with self._parts.database.read() as session:
            if any(row.enabled for row in await DescriberRepository(session).all()):
                return ()
            repository = RequestRepository(session)
            return await repository.open_without(NOBODY_IS_ON, now - TOO_OLD, (name, now, running), _AT_ONCE)

    async def _tell(self, session: Session, row: DescriptionRequestRow, now: datetime) -> None:
        values: dict[str, Any] = {"state": "put-off", "outcome": NOBODY_IS_ON}
        if row.reason == "asked" or row.asked_at < now - TOO_OLD:
            await CallRepository(session).cut_off(f"{row.id}:", now)
            outcome = CHOSEN_IS_GONE if row.reason == "asked" else NOBODY_IS_ON
            values |= {"state": "given-up", "outcome": outcome, "ended_at": now}
        await RequestRepository(session).change(row.id, **values)
        if row.batch_id is None:
            await self._parts.changed(session, row.event_id)


def nobody_may(request: DescriptionRequestRow, *, wanted: bool) -> dict[str, str]:
    """How a request ends for which nobody may be asked; `wanted`: a describer is on."""
    if request.describer_id is not None and request.reason == "asked":
        return {"end": "given-up", "why": CHOSEN_IS_GONE}
    return {"end": "given-up", "why": NOBODY_HERE} if wanted else {"end": "put-off", "why": NOBODY_IS_ON}
