"""Carries questions out at once, for somebody waits: also those that a kill left waiting."""

import asyncio
import contextlib
from functools import partial
from uuid import UUID

from argusai.kit.clock import Clock
from argusai.kit.db import Database
from argusai.kit.errors import Unavailable
from argusai.kit.jobs import Jobs
from argusai.kit.log import get_log
from argusai.pipeline.events.description.questions.models import QuestionRow
from argusai.pipeline.events.description.questions.repository import QuestionRepository
from argusai.pipeline.events.description.questions.work import JOB, QuestionWork
from argusai.pipeline.events.description.requests.carried import carried_out
from argusai.pipeline.events.description.workers.repository import RENEW_SECONDS, claim, renew

_log = get_log("events.description")
_AT_ONCE = 8
_AGAIN_SECONDS = 60.0


class QuestionDesk:
    """Idle, it sleeps until somebody wakes it."""

    def __init__(self, database: Database, jobs: Jobs, work: QuestionWork, clock: Clock) -> None:
        self._database = database
        self._jobs = jobs
        self._work = work
        self._clock = clock
        self._woken = asyncio.Event()
        self._broken: set[tuple[UUID, int]] = set()  # jobs that failed here, and are not given up yet
        self._running: dict[UUID, asyncio.Task[None]] = {}

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until cancelled."""
        try:
            while True:
                self._woken.clear()
                try:
                    await self.round()
                except Unavailable as error:
                    _log.warning("questions wait", reason=error.detail)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(RENEW_SECONDS if self._running else _AGAIN_SECONDS):
                        await self._woken.wait()
        finally:
            for task in self._running.values():
                task.cancel()

    async def round(self) -> None:
        """Begin what waits."""
        free, name, now = _AT_ONCE - len(self._running), self._jobs.name, self._clock.now()
        async with self._database.read() as session:
            waiting = await QuestionRepository(session).waiting(_AT_ONCE, name, now)
        if not waiting:
            return
        async with self._database.write() as session:
            await renew(session, QuestionRow, self._running, name, now)
            new = [row for row in waiting if row.id not in self._running][:free]
            claimed = [(row, await claim(session, QuestionRow, row.id, name, now)) for row in new]
        for row, number in claimed:
            if number is not None:
                task = asyncio.create_task(self._carry_out(row, number), name=f"answer {row.id}")
                self._running[row.id] = task
                task.add_done_callback(partial(self._ended, row.id))

    async def settled(self) -> None:
        """Until what runs now has ended."""
        if self._running:
            await asyncio.wait(self._running.values())

    def _ended(self, question_id: UUID, task: asyncio.Task[None]) -> None:
        """What could not even begin, or be given up, is looked at again after a while, not at once."""
        self._running.pop(question_id, None)
        if task.cancelled():
            return
        if (fault := task.exception()) is None:
            self.wake()
        else:
            _log.error("a question waits", reason=str(fault))

    async def _carry_out(self, row: QuestionRow, number: int) -> None:
        if (row.id, number) in self._broken:
            await self._give_up(row.id, number)
            return
        started = await self._jobs.start(JOB, f"{row.id}:answer:{number}", str(row.id), number)
        done = await carried_out(started, "a question", row.event_id)
        if not done or await self._work.left_open(row.id, number):
            # As of a description: where not even that can be written, nobody would end the job.
            self._broken.add((row.id, number))
            await self._give_up(row.id, number)

    async def _give_up(self, question_id: UUID, number: int) -> None:
        await self._work.give_up(question_id, number)
        self._broken.discard((question_id, number))
