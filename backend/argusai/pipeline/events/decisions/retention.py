"""Lets go of decisions that are too old, or too many: oldest first, in small transactions."""

from datetime import timedelta

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.log import get_log
from argusai.pipeline.events.decisions.repository import DecisionRepository
from argusai.pipeline.events.decisions.settings import DecisionSettings

_log = get_log("events.decisions")
_PORTION = 500
# What a row takes beside its picture, with its places in the indexes: measured 0.4 KB.
ROW_BYTES = 512


class DecisionRetention:
    def __init__(self, database: Database, clock: Clock, settings: DecisionSettings) -> None:
        self._database = database
        self._clock = clock
        self._settings = settings

    async def run(self) -> int:
        """At start and every hour. Returns how many went."""
        gone = await self._remove_older() + await self._remove_above()
        if gone:
            _log.info("old decisions were removed", decisions=gone)
        return gone

    async def remove_unwanted_pictures(self) -> int:
        """Those from before their camera's `pictures_since`. Returns how many went."""
        async with self._database.write() as session:
            return await DecisionRepository(session).remove_unwanted_pictures()

    async def _remove_older(self) -> int:
        before = self._clock.now() - timedelta(days=self._settings.days)
        gone = 0
        while True:
            async with self._database.write() as session:
                some = await DecisionRepository(session).remove_older(before, _PORTION)
            gone += some
            if some < _PORTION:
                return gone

    async def _remove_above(self) -> int:
        most = self._settings.most_megabytes * 1_000_000
        gone = 0
        while True:
            async with self._database.read() as session:
                repository = DecisionRepository(session)
                count = await repository.count()
                total = await repository.total_bytes() + count * ROW_BYTES
            if total <= most or not count:
                return gone
            # As many as are too much if all were equal; a little more, so that not every hour begins with one.
            share = (total - most) / total
            async with self._database.write() as session:
                gone += await DecisionRepository(session).remove_oldest(min(_PORTION, max(1, int(count * share) + 1)))
