"""At the start: what a stop or a crash left open is closed, and the time in between is an outage of every camera."""

from datetime import datetime
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.ids import new_id
from argusai.kit.log import get_log
from argusai.pipeline.capture.outages.models import OutageRow
from argusai.pipeline.capture.outages.outage import LISTED_SECONDS, TOLD_SECONDS
from argusai.pipeline.capture.outages.repository import OutageRepository
from argusai.pipeline.capture.outages.view import OutageView

_log = get_log("capture.outages")


class Restart:
    def __init__(self, database: Database, view: OutageView, announce: Announce, clock: Clock) -> None:
        self._database = database
        self._view = view
        self._announce = announce
        self._clock = clock

    async def settle(self) -> frozenset[UUID]:
        """Once, before anything is watched. Returns the cameras that the owner was told are not seen, and never that
        they are back. Raises Unavailable."""
        now = self._clock.now()
        async with self._database.write() as session:
            repository = OutageRepository(session)
            last = await repository.last_sign()
            told = await _close(repository, last, now)
            if last is not None:
                await self._note_stop(session, last, now)
            await repository.put_beat(now)
        return told

    async def _note_stop(self, session: Session, last: datetime, now: datetime) -> None:
        """A clock that was set back in between leaves nothing to say how long it was."""
        seconds = (now - last).total_seconds()
        if seconds < LISTED_SECONDS:
            return
        repository = OutageRepository(session)
        names = await repository.cameras()
        told = seconds > TOLD_SECONDS
        _log.info("nothing was watched while ArgusAI was not running", seconds=round(seconds))
        for camera_id in await repository.enabled():
            row = OutageRow(
                id=new_id(), camera_id=camera_id, kind="not-running", began_at=last, ended_at=now, seconds=seconds,
                slug="not-running", reason="", times=1, told=told, news=await repository.next_news() if told else None,
            )  # fmt: skip
            await repository.add(row)
            shown = self._view.show(row, names[camera_id]).model_dump(mode="json")
            await self._announce(session, "outage.ended" if told else "outage.changed", {"outage": shown})


async def _close(repository: OutageRepository, last: datetime | None, now: datetime) -> frozenset[UUID]:
    """Nobody knows what came after the last sign of life: until then they went on for sure."""
    told = set()
    for row in await repository.going_on():
        row.ended_at = max(row.began_at, min(last or row.began_at, now))
        row.seconds = max(row.seconds, (row.ended_at - row.began_at).total_seconds())
        if row.told:
            told.add(row.camera_id)
    return frozenset(told)
