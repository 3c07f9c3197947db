"""Lets go of outages when the events of their time go."""

from datetime import timedelta

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.log import get_log
from argusai.pipeline.capture.outages.ports import KeptDays
from argusai.pipeline.capture.outages.repository import OutageRepository

_log = get_log("capture.outages")
_PORTION = 500


class OutageRetention:
    def __init__(self, database: Database, kept_days: KeptDays, clock: Clock) -> None:
        self._database = database
        self._kept_days = kept_days
        self._clock = clock

    async def run(self) -> int:
        """At start and every hour. Returns how many went. Raises Unavailable."""
        before = self._clock.now() - timedelta(days=await self._kept_days())
        gone = 0
        while True:
            async with self._database.write() as session:
                some = await OutageRepository(session).remove_older(before, _PORTION)
            gone += some
            if some < _PORTION:
                break
        if gone:
            _log.info("old outages were removed", outages=gone)
        return gone
