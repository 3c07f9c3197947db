"""A job fails, and nothing can be written of it: the disk is full (D1)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.kit.jobs import Started
from argusai.pipeline.events.description.questions.schemas import QuestionOut
from tests.support.describing import WORDS, MemoryJobs, a_describing
from tests.support.events import History

_FULL = """CREATE TRIGGER full_disk BEFORE UPDATE ON {} WHEN NEW.state = '{}'
    BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"""
_NO_END = RuntimeError("The outcome cannot be written.")


class _NeverEnds:
    async def result(self) -> Any:
        await asyncio.Event().wait()


class UnwrittenJobs(MemoryJobs):
    """As DBOS on a full disk: a job whose end could not be written is unfinished, and carried out by nobody."""

    async def start(self, kind: str, job_id: str, *arguments: Any) -> Started:
        if job_id in self.started:
            return _NeverEnds()
        return await super().start(kind, job_id, *arguments)


@asynccontextmanager
async def _full(history: History, table: str, state: str) -> AsyncIterator[None]:
    """Meanwhile nothing of that table can be brought into that state."""
    async with history.database.write() as session:
        await session.execute(sa.text(_FULL.format(table, state)))
    yield
    async with history.database.write() as session:
        await session.execute(sa.text("DROP TRIGGER full_disk"))


@pytest.mark.covers("D1", "F30")
async def test_a_job_whose_end_could_not_be_written_holds_no_place_once_there_is_room_again(history: History) -> None:
    async with a_describing(history, engine=(jobs := UnwrittenJobs())) as described:
        await described.add()
        facts = await described.event("closed")
        described.provider.script.append(_NO_END)  # type: ignore[arg-type]
        async with _full(history, "description_requests", "put-off"):
            await described.describing.queue.round()
            await described.describing.queue.settled()
        for _ in range(2):  # put off, and asked again
            async with asyncio.timeout(10):
                await described.work(300)
        assert len(jobs.started) == 2
        assert (await described.shown(facts)).text == WORDS


@pytest.mark.covers("D11", "F30")
async def test_a_question_whose_end_could_not_be_written_can_be_asked_again_once_there_is_room(
    history: History,
) -> None:
    async with a_describing(history, engine=UnwrittenJobs()) as described:
        await described.add()
        facts = await described.event("closed")
        questioning = described.describing.questioning
        desk, service = questioning.desk, questioning.service

        async def worked() -> QuestionOut:
            await desk.round()
            await desk.settled()
            return (await service.of_event(facts.event_id)).items[-1]

        described.provider.script.append(_NO_END)  # type: ignore[arg-type]
        async with _full(history, "event_questions", "failed"), asyncio.timeout(10):
            await service.ask(facts.event_id, "What colour is the coat?")
            assert (await worked()).state == "waiting"
        async with asyncio.timeout(10):
            given_up = await worked()
            assert (given_up.state, given_up.outcome) == ("failed", "ArgusAI itself could not ask. Ask again.")
            await service.again(facts.event_id, given_up.id)
            assert (await worked()).state == "answered"
