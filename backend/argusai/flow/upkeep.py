"""What is done now and then: retention, room on the disk, the check that rows and files agree."""

import asyncio
import contextlib
import shutil
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from argusai.kit.errors import Unavailable
from argusai.kit.log import get_log
from argusai.pipeline.events.history.keeping.cleanup import CleanupService
from argusai.pipeline.events.history.keeping.retention import RetentionService

_log = get_log("flow")
_ROUND_SECONDS = 60.0
_ROUNDS_A_SWEEP = 60
_ROUNDS_AN_HOUR = 60
_ROUNDS_A_DAY = 24 * 60
# A file gets its row within moments of being written; this much later it will not get one any more.
_SETTLED = timedelta(minutes=1)
# Below the first, the oldest media go until there is as much as the second.
_TOO_LITTLE_BYTES, _ENOUGH_BYTES = 384 * 1024**2, 768 * 1024**2


class Upkeep:
    def __init__(
        self,
        retention: RetentionService,
        cleanup: CleanupService,
        media_folder: Path,
        settings_changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._retention = retention
        self._cleanup = cleanup
        self._media_folder = media_folder
        self._settings_changed = settings_changed
        self._asked = asyncio.Event()
        self._sweep_in = _ROUNDS_A_SWEEP
        self._hourly: list[Callable[[], Awaitable[int]]] = []

    def every_hour(self, work: Callable[[], Awaitable[int]]) -> None:
        """Do `work` at start and every hour."""
        self._hourly.append(work)

    def soon(self) -> None:
        """Run retention now instead of tomorrow: somebody changed what is kept."""
        self._asked.set()

    def sweep_soon(self) -> None:
        """A camera was deleted, and its events with it: their files go within minutes."""
        self._sweep_in = min(self._sweep_in, 2)

    async def at_start(self) -> None:
        """Before anything is watched."""
        await self._cleanup.reconcile()

    async def run(self) -> None:
        """Until cancelled."""
        rounds = 0
        while True:
            asked = self._asked.is_set()
            self._asked.clear()
            try:
                await self._round(rounds, asked)
            except Unavailable as error:
                _log.warning("upkeep put off", reason=error.detail)
            except OSError as error:
                _log.warning("upkeep put off", reason=error.strerror)
            rounds += 1
            # Not `wait_for`: on Python 3.11 it loses a cancellation that comes with the result.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ROUND_SECONDS):
                    await self._asked.wait()

    async def _round(self, number: int, asked: bool) -> None:
        if asked:
            await self._settings_changed()
        if asked or number % _ROUNDS_A_DAY == 0:
            await self._retention.run(at_start=number == 0 and not asked)
        if number % _ROUNDS_AN_HOUR == 0:
            for work in self._hourly:
                await work()
        self._sweep_in -= 1
        if self._sweep_in <= 0:
            self._sweep_in = _ROUNDS_A_SWEEP
            await self._cleanup.reconcile(_SETTLED)
        free = await asyncio.to_thread(lambda: shutil.disk_usage(self._media_folder).free)
        if free < _TOO_LITTLE_BYTES:
            await self._retention.make_room(_ENOUGH_BYTES)
