"""Carries requests out: so many at once, the most important first."""

import asyncio
import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import Unavailable
from argusai.kit.jobs import Jobs
from argusai.kit.log import get_log
from argusai.pipeline.events.description.requests.carried import carried_out
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow
from argusai.pipeline.events.description.requests.repository import RequestRepository
from argusai.pipeline.events.description.requests.work import JOB, DescriptionWork
from argusai.pipeline.events.description.workers.repository import RENEW_SECONDS, claim, renew

_log = get_log("events.description")
_AT_ONCE = 8
_BEHIND_AT_ONCE = 4
_SWEEP_SECONDS = 60.0
_FORGOTTEN_AFTER = timedelta(days=2)
_AFTER_FAULT = timedelta(minutes=5)
_OUR_FAULT = "ArgusAI has a fault of its own; its log says more."


class DescriptionQueue:
    """Idle, it sleeps until somebody wakes it, or until the next request is due."""

    def __init__(self, database: Database, jobs: Jobs, work: DescriptionWork, clock: Clock) -> None:
        self._database = database
        self._jobs = jobs
        self._work = work
        self._clock = clock
        self._woken = asyncio.Event()
        self._broken: set[tuple[UUID, int]] = set()  # jobs that failed here, and are not put off yet
        self._running: dict[UUID, asyncio.Task[None]] = {}
        self._behind: set[UUID] = set()
        self._renewed_at = 0.0
        self._hurried = False
        self._freed = False
        self.fault = ""  # why nothing can be begun, in a sentence; empty: it can

    def wake(self) -> None:
        self._woken.set()

    def hurry(self) -> None:
        """What was put off may be answered now."""
        self._hurried = True
        self.wake()

    def free(self) -> None:
        """Calls hold less money than they did."""
        self._freed = True
        self.wake()

    @property
    def running(self) -> int:
        return len(self._running)

    async def settled(self) -> None:
        """Until what runs now has ended."""
        await asyncio.wait(self._running.values())

    async def run(self) -> None:
        """Until cancelled."""
        try:
            while True:
                self._woken.clear()
                wait = _SWEEP_SECONDS
                try:
                    if self._work.wanted():
                        wait = await self.round()
                    else:
                        await self.rest()
                except Unavailable as error:
                    self._waits(error)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait):
                        await self._woken.wait()
        finally:
            for task in self._running.values():
                task.cancel()

    async def round(self) -> float:
        """Begin what may begin; in how many seconds to look again."""
        await self._jobs.launch()
        await self._work.sweep()
        await self._jobs.forget((self._clock.now() - _FORGOTTEN_AFTER).timestamp())
        await self._hurry()
        await self._bring_forward()
        free = _AT_ONCE - len(self._running)
        async with self._database.read() as session:
            repository = RequestRepository(session)
            now = self._clock.now()
            due = await repository.due(now, free + len(self._running), self._jobs.name) if free > 0 else ()
            next_due = await repository.next_due(now)
        for row, number in await self._claim(self._of(due)[:free], now):
            task = asyncio.create_task(self._carry_out(row, number), name=f"describe {row.event_id}")
            self._running[row.id] = task
            if row.priority < 0:
                self._behind.add(row.id)
            task.add_done_callback(partial(self._ended, row.id))
        wait = self._seconds_until(next_due)
        if not self._running:
            self.fault = ""
        return min(wait, RENEW_SECONDS) if self._running else wait

    async def rest(self) -> None:
        """Nobody may be asked at all."""
        await self._work.nobody.wait(self._jobs.name, self._running)

    async def _hurry(self) -> None:
        if self._hurried:
            async with self._database.write() as session:
                await RequestRepository(session).hurry(self._clock.now())
            self._hurried = False

    async def _bring_forward(self) -> None:
        """As many as can begin together. More would only find each other's money held."""
        if not self._freed:
            return
        self._freed, now = False, self._clock.now()
        async with self._database.read() as session:
            ids = await RequestRepository(session).waits_for_money(now, _AT_ONCE)
        if ids:
            async with self._database.write() as session:
                await RequestRepository(session).bring_forward(ids, now)

    async def _claim(
        self, rows: Sequence[DescriptionRequestRow], now: datetime
    ) -> list[tuple[DescriptionRequestRow, int]]:
        """Those that nobody else was faster to take, with the numbers of their jobs. What runs stays ours."""
        renewing = bool(self._running) and self._clock.monotonic() - self._renewed_at >= RENEW_SECONDS
        if not rows and not renewing:
            return []
        self._renewed_at = self._clock.monotonic()
        async with self._database.write() as session:
            kind, name = DescriptionRequestRow, self._jobs.name
            await renew(session, kind, self._running, name, now)
            claimed = [(row, await claim(session, kind, row.id, name, now)) for row in rows]
        won = [(row, number) for row, number in claimed if number is not None]
        if len(won) < len(rows):
            self.wake()  # there may be others
        self._freed |= any(number != row.number for row, number in won)  # who had it is gone, and holds no money
        return won

    def _of(self, due: Sequence[DescriptionRequestRow]) -> list[DescriptionRequestRow]:
        """Past events leave places to those that happen now."""
        new = [row for row in due if row.id not in self._running]
        behind = [row for row in new if row.priority < 0][: max(0, _BEHIND_AT_ONCE - len(self._behind))]
        return [*(row for row in new if row.priority >= 0), *behind]

    def _seconds_until(self, due_at: datetime | None) -> float:
        if due_at is None:
            return _SWEEP_SECONDS
        return min(max(0.0, (due_at - self._clock.now()).total_seconds()), _SWEEP_SECONDS)

    def _ended(self, request_id: UUID, task: asyncio.Task[None]) -> None:
        """What could not even begin is looked at again after a while, not at once."""
        self._running.pop(request_id, None)
        self._behind.discard(request_id)
        if task.cancelled():
            return
        if (error := task.exception()) is None:
            self.fault = ""
            self.wake()
        else:
            self._waits(error)

    def _waits(self, error: BaseException) -> None:
        """Logged once, though many wait for the same."""
        reason = error.detail if isinstance(error, Unavailable) else _OUR_FAULT
        if reason != self.fault:
            self.fault = reason
            _log.warning("requests for descriptions wait", reason=repr(error))

    async def _carry_out(self, row: DescriptionRequestRow, number: int) -> None:
        if (row.id, number) in self._broken:
            await self._put_off(row.id, number)
            return
        started = await self._jobs.start(JOB, f"{row.event_id}:describe:{number}", str(row.id), number)
        done = await carried_out(started, "a description", row.event_id)
        if not done or await self._work.left_open(row.id, number):
            # Where not even that can be written, the job may count as unfinished, and nobody would end it.
            self._broken.add((row.id, number))
            await self._put_off(row.id, number)

    async def _put_off(self, request_id: UUID, number: int) -> None:
        await self._work.put_off(request_id, number, self._clock.now() + _AFTER_FAULT)
        self._broken.discard((request_id, number))
