"""Writes outages down beside everything else: nobody waits for it, and it tries again for as long as it takes."""

import asyncio
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session
from argusai.kit.errors import Unavailable
from argusai.kit.log import get_log
from argusai.pipeline.capture.outages.models import OutageRow
from argusai.pipeline.capture.outages.outage import Outage
from argusai.pipeline.capture.outages.repository import OutageRepository
from argusai.pipeline.capture.outages.view import OutageView

_log = get_log("capture.outages")
_BETWEEN_WRITES_SECONDS = 1.0
_AGAIN_SECONDS = 5.0
_BEAT_SECONDS = 60.0
_LONGEST_SLUG, _LONGEST_REASON = 40, 500


class OutageIntake:
    """In the event loop. What waits is bounded by the outages themselves: of each, only the newest word is kept."""

    def __init__(self, database: Database, view: OutageView, announce: Announce, clock: Clock) -> None:
        self._database = database
        self._view = view
        self._announce = announce
        self._clock = clock
        self._waiting: dict[UUID, Outage] = {}
        self._there = asyncio.Event()
        self._failing = False
        self._beat_due = clock.monotonic()

    def take(self, outage: Outage) -> None:
        """Never waits."""
        self._waiting[outage.id] = outage
        self._there.set()

    async def run(self) -> None:
        """Until cancelled: write what waits, at most once a second, and that we are alive, once a minute."""
        while True:
            try:
                async with asyncio.timeout(_BEAT_SECONDS):
                    await self._there.wait()
            except TimeoutError:
                pass
            self._there.clear()
            await asyncio.sleep(_BETWEEN_WRITES_SECONDS if await self._try() else _AGAIN_SECONDS)

    async def flush(self) -> None:
        """Write what waits, and a heartbeat when it is due. Raises Unavailable; everything waits on then."""
        now, portion = self._clock.monotonic(), dict(self._waiting)
        if not portion and now < self._beat_due:
            return
        async with self._database.write() as session:
            await OutageRepository(session).put_beat(self._clock.now())
            if portion:
                await self._write(session, portion)
        self._beat_due = now + _BEAT_SECONDS
        for outage_id, outage in portion.items():
            if self._waiting.get(outage_id) is outage:
                del self._waiting[outage_id]

    async def close(self) -> None:
        """The program stops: what was said last is written, and when that was."""
        self._beat_due = self._clock.monotonic()
        try:
            await self.flush()
        except Unavailable as error:
            _log.warning("the last outages are lost", reason=error.detail)

    async def _try(self) -> bool:
        try:
            await self.flush()
        except Unavailable as error:
            if not self._failing:
                _log.warning("outages cannot be stored for now", reason=error.detail)
            self._failing = True
            self._there.set()
            return False
        if self._failing:
            _log.info("outages are stored again")
        self._failing = False
        return True

    async def _write(self, session: Session, portion: dict[UUID, Outage]) -> None:
        repository = OutageRepository(session)
        cameras = await repository.cameras()
        for outage in portion.values():
            if name := cameras.get(outage.camera_id):  # else it was deleted meanwhile
                kind, row = await _keep(repository, outage)
                if kind:
                    await self._announce(session, kind, {"outage": self._view.show(row, name).model_dump(mode="json")})


async def _keep(repository: OutageRepository, outage: Outage) -> tuple[str, OutageRow]:
    """The row, and which update to tell: `outage.began` and `outage.ended` once each for what the owner is told of,
    `outage.changed` for what only a list shows, such as that one goes on after a restart; "" for none."""
    row = await repository.get(outage.id)
    known, was_told = row is not None, row is not None and row.told
    was_open = row is None or row.ended_at is None
    if row is None:
        row = OutageRow(id=outage.id, camera_id=outage.camera_id, news=None)
        _fill(row, outage)
        await repository.add(row)
    else:
        _fill(row, outage)
    ends = outage.ended_at is not None and was_open
    begins = outage.ended_at is None and not was_told
    if outage.told and (ends or begins):
        row.news = await repository.next_news()
        if ends or not outage.carried:
            return ("outage.ended" if ends else "outage.began"), row
    return ("" if outage.kind == "flaps" and known else "outage.changed"), row


def _fill(row: OutageRow, outage: Outage) -> None:
    row.kind, row.began_at, row.ended_at = outage.kind, outage.began_at, outage.ended_at
    row.seconds, row.times, row.told = outage.seconds, outage.times, outage.told
    row.slug, row.reason = outage.slug[:_LONGEST_SLUG], outage.reason[:_LONGEST_REASON]
