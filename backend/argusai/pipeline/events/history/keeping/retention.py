"""Lets go of what is older or larger than people want to keep: oldest first, row first, files after."""

from datetime import timedelta
from typing import Protocol
from uuid import UUID

from argusai.kit.announce import Announce
from argusai.kit.clock import Clock
from argusai.kit.db import Database, Session, after_commit
from argusai.kit.log import get_log
from argusai.pipeline.events.history.folder import MediaFolder
from argusai.pipeline.events.history.forgotten import Forgotten
from argusai.pipeline.events.history.keeping.repository import KeepingRepository
from argusai.pipeline.events.history.ports import RetentionLimits
from argusai.pipeline.events.history.repository import EventRepository

_log = get_log("events.history")
# Small transactions: somebody who stores an event in between waits for one of them at most.
PORTION = 50


class RemoveEvents(Protocol):
    async def __call__(self, session: Session, event_ids: list[UUID]) -> list[str]:
        """Remove rows and tell clients; the paths of the files to remove after the commit."""


class EventRemoval:
    """What every way of letting go of stored events does."""

    def __init__(self, forgotten: Forgotten, announce: Announce) -> None:
        self._forgotten = forgotten
        self._announce = announce

    async def __call__(self, session: Session, event_ids: list[UUID]) -> list[str]:
        paths = await EventRepository(session).remove(event_ids)
        for event_id in event_ids:
            await self._announce(session, "event.deleted", {"event_id": str(event_id)})
        after_commit(session, lambda: self._forgotten.add(event_ids))
        return paths


class RetentionService:
    """Killed at any moment it leaves files without rows at worst, and the start-up check sweeps those."""

    def __init__(
        self, database: Database, folder: MediaFolder, limits: RetentionLimits, remove: RemoveEvents, clock: Clock
    ) -> None:
        self._database = database
        self._folder = folder
        self._limits = limits
        self._remove = remove
        self._clock = clock

    async def run(self, *, at_start: bool = False) -> int:
        """Once, at start and daily. Returns how many events went. `at_start`: when all that is stored is too old by
        this clock, it goes with the next run: the clock of a machine that has just been switched on may be wrong."""
        limits = await self._limits()
        if at_start and await self._are_all_older(limits.days):
            _log.warning("by this clock all events are too old; they go in a day. Is it right?", days=limits.days)
            return 0
        gone = await self._remove_older(limits.days)
        if limits.most_bytes is not None:
            gone += await self._remove_above(limits.most_bytes)
        if gone:
            _log.info("retention removed events", events=gone, days=limits.days, most_bytes=limits.most_bytes)
        return gone

    async def make_room(self, free_bytes_wanted: int) -> int:
        """When the disk runs full: remove the oldest media, thumbnails last, until so many bytes are free or there is
        nothing left to remove. The events and their sentences stay. Returns how many bytes were freed."""
        missing = free_bytes_wanted - await self._folder.free_bytes()
        freed = 0
        for thumbnails in (False, True):
            while freed < missing:
                some = await self._remove_media(missing - freed, thumbnails)
                if some == 0:
                    break
                freed += some
        if freed:
            _log.warning("removed the oldest media because the disk is full", freed_bytes=freed)
        return freed

    async def _are_all_older(self, days: int) -> bool:
        async with self._database.read() as session:
            newest = await KeepingRepository(session).newest()
        return newest is not None and newest < self._clock.now() - timedelta(days=days)

    async def _remove_older(self, days: int) -> int:
        before = self._clock.now() - timedelta(days=days)
        gone = 0
        while True:
            async with self._database.write() as session:
                ids = await KeepingRepository(session).oldest(PORTION, before)
                paths = await self._remove(session, ids) if ids else []
            await self._folder.remove(paths)
            gone += len(ids)
            if len(ids) < PORTION:
                return gone

    async def _remove_above(self, most_bytes: int) -> int:
        async with self._database.read() as session:
            excess = await KeepingRepository(session).media_bytes() - most_bytes
        gone = 0
        while excess > 0:
            async with self._database.write() as session:
                repository = KeepingRepository(session)
                ids, freed = [], 0
                for event_id in await repository.oldest(PORTION):
                    if freed >= excess:
                        break
                    freed += await repository.media_bytes([event_id])
                    ids.append(event_id)
                paths = await self._remove(session, ids) if ids else []
            if not ids:
                return gone
            await self._folder.remove(paths)
            excess -= freed
            gone += len(ids)
        return gone

    async def _remove_media(self, wanted: int, thumbnails: bool) -> int:
        async with self._database.write() as session:
            repository = KeepingRepository(session)
            chosen, freed = [], 0
            for one in await repository.oldest_media(PORTION, thumbnails):
                if freed >= wanted:
                    break
                chosen.append(one)
                freed += one[2]
            await repository.remove_media(media_id for media_id, *_ in chosen)
        await self._folder.remove(path for _, path, _ in chosen)
        return freed
