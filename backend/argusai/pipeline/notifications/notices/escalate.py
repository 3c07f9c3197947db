"""An urgent notice that nobody sees to is told once more, by every channel that the person has.

What is to be told again stands in the rows themselves: a kill loses nothing, and a start tells what came due meanwhile.
"""

import asyncio
from datetime import timedelta

from argusai.kit.db import Database, Session
from argusai.kit.errors import Unavailable
from argusai.kit.lived import LivedClock
from argusai.kit.log import get_log
from argusai.kit.pulses import no_beat
from argusai.pipeline.notifications.notices.models import NoticeRow
from argusai.pipeline.notifications.notices.repository import NoticeRepository
from argusai.pipeline.notifications.notices.tell import News, Teller

_log = get_log("notifications.notices")
AFTER = timedelta(minutes=5)
# Later it wakes people for what is over.
_AT_MOST = timedelta(hours=1)
_LOOK_SECONDS = 15.0


class Escalation:
    def __init__(self, database: Database, teller: Teller, clock: LivedClock) -> None:
        self._database = database
        self._teller = teller
        self._clock = clock
        self.beat = no_beat

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            self.beat()
            try:
                await self.look()
            except Unavailable as error:
                _log.warning("urgent notices cannot be looked through for now", reason=error.detail)

    async def look(self) -> int:
        """How many were told again."""
        async with self._database.read() as session:
            waiting = await self._unheeded(session)
        if not waiting:
            return 0
        async with self._database.write() as session:
            for row in await self._unheeded(session):
                news = News(
                    f"again:{row.event_id}", row.title, f"Nobody sees to it yet: {row.text}", row.happened_at,
                    camera_id=row.camera_id, event_id=row.event_id, urgent=True, to=(row.person_id,), everywhere=True,
                )  # fmt: skip
                await self._teller.tell_news(session, news)
        _log.info("urgent notices were told again", count=len(waiting))
        return len(waiting)

    async def _unheeded(self, session: Session) -> list[NoticeRow]:
        rows = await NoticeRepository(session).unheeded(self._clock.ago(_AT_MOST))
        waited = ((row, self._clock.elapsed(row.urgent_at or row.made_at)) for row in rows)
        return [row for row, length in waited if length is not None and AFTER <= length < _AT_MOST]
