"""Lets go of what rules saw: too old, or too much; oldest first, in small transactions."""

from datetime import timedelta

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.pipeline.notifications.rules.repository import LookRepository, RuleRepository

KEPT_DAYS = 14  # a dry run looks at seven of them
# About 1 KB each.
MOST_LOOKS = 200_000
_PORTION = 500


class LookRetention:
    def __init__(self, database: Database, clock: Clock, most: int = MOST_LOOKS) -> None:
        self._database = database
        self._clock = clock
        self._most = most

    async def run(self) -> int:
        """At start and every hour. Returns how many went. What waits to be looked at stays."""
        before = self._clock.now() - timedelta(days=KEPT_DAYS)
        gone, some = 0, _PORTION
        while some == _PORTION:
            async with self._database.write() as session:
                some = await LookRepository(session).remove_before(before, _PORTION)
            gone += some
        while True:
            async with self._database.write() as session:
                repository = LookRepository(session)
                above = await repository.count() - self._most
                some = await repository.remove_oldest(min(above, _PORTION)) if above > 0 else 0
            if not some:
                break
            gone += some
        async with self._database.write() as session:
            await RuleRepository(session).remove_versions(before)
        return gone
