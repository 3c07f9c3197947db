"""A job fails, and nothing can be written of it: the disk is full (D1)."""

import asyncio
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.kit.jobs import Started
from tests.support.describing import WORDS, MemoryJobs, a_describing
from tests.support.events import History

_FULL = """CREATE TRIGGER full_disk BEFORE UPDATE ON description_requests WHEN NEW.state = 'put-off'
    BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"""


class _NeverEnds:
    async def result(self) -> Any:
        await asyncio.Event().wait()


class UnwrittenJobs(MemoryJobs):
    """As DBOS on a full disk: a job whose end could not be written is unfinished, and carried out by nobody."""

    async def start(self, kind: str, job_id: str, *arguments: Any) -> Started:
        if job_id in self.started:
            return _NeverEnds()
        return await super().start(kind, job_id, *arguments)


@pytest.mark.covers("D1", "F30")
async def test_a_job_whose_end_could_not_be_written_holds_no_place_once_there_is_room_again(history: History) -> None:
    async with a_describing(history, engine=(jobs := UnwrittenJobs())) as described:
        await described.add()
        facts = await described.event("closed")
        described.provider.script.append(RuntimeError("The outcome cannot be written."))  # type: ignore[arg-type]
        async with history.database.write() as session:
            await session.execute(sa.text(_FULL))
        await described.describing.queue.round()
        await described.describing.queue.settled()
        async with history.database.write() as session:
            await session.execute(sa.text("DROP TRIGGER full_disk"))
        for _ in range(2):  # put off, and asked again
            async with asyncio.timeout(10):
                await described.work(300)
        assert len(jobs.started) == 2
        assert (await described.shown(facts)).text == WORDS
