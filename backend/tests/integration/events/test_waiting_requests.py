"""What waits for a describer: until it answers again, until it may be tried, until jobs can be begun (D2, D4)."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from argusai.kit.errors import Unavailable
from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.questions.models import QuestionRow
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow, DescriptionRow
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from tests.support.describing import WORDS, Described, a_describing, failed
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D2", "D4")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def states(described: Described) -> Counter[str]:
    return Counter(each.state for each in await described.requests())


async def fail(described: Described, describer_id: UUID) -> None:
    for _ in range(5):
        described.describing.breakers.failed(describer_id, failed("address"))


async def test_what_waited_is_asked_at_once_when_the_provider_answers_again(described: Described) -> None:
    await described.add()
    described.provider.script += [failed("server"), failed("server")]
    facts = await described.event()
    await described.work()
    assert await states(described) == {"put-off": 1}
    await described.event()
    await described.work()
    assert await states(described) == {"done": 2}
    assert (await described.shown(facts)).text == WORDS


async def test_what_waited_is_asked_at_once_when_a_person_says_so(described: Described) -> None:
    one = await described.add()
    await fail(described, one.id)
    await described.event()
    await described.work()
    assert await states(described) == {"put-off": 1}
    await described.describing.describers.reset(one.id)
    await described.work()
    assert await states(described) == {"done": 1}


async def test_after_a_pause_one_call_finds_out_and_the_others_wait_for_it(described: Described) -> None:
    one = await described.add(at_once=8)
    await fail(described, one.id)
    described.history.clock.advance(90)
    described.provider.hold = asyncio.Event()
    for _ in range(3):
        await described.event()
    working = asyncio.create_task(described.work())

    async def others_wait() -> bool:
        return (await states(described))["put-off"] == 2

    await until(others_wait, 60, "the others to be put off")
    assert len(described.provider.asked) == 1
    described.provider.hold.set()
    await working
    assert await states(described) == {"done": 3}


async def test_jobs_that_cannot_be_begun_are_looked_at_again_after_a_while_and_it_is_told(
    described: Described, monkeypatch: pytest.MonkeyPatch
) -> None:
    await described.add()
    facts = await described.event()
    described.history.clock.advance(3)
    tries, start = list[str](), described.jobs.start

    async def refuse(kind: str, job_id: str, *arguments: Any) -> Any:
        tries.append(job_id)
        raise Unavailable("The file jobs.db cannot be used.")

    monkeypatch.setattr(described.jobs, "start", refuse)
    queue = described.describing.queue
    running = asyncio.create_task(queue.run())
    await until(lambda: queue.fault, 60, "the fault")
    for _ in range(20):
        assert await states(described) == {"waiting": 1}
    running.cancel()
    assert len(tries) == 1
    [told] = await described.describing.stopped()
    assert (told.slug, "jobs.db cannot be used" in told.sentence) == ("describing-waits", True)
    monkeypatch.setattr(described.jobs, "start", start)
    await described.work()
    assert (await described.shown(facts)).text == WORDS
    assert await described.describing.stopped() == []


async def test_a_fault_of_ours_is_not_tried_for_ever(described: Described) -> None:
    fault: Any = RuntimeError("what nobody thought of")
    described.provider.script += [fault] * 9
    await described.add()
    await described.event()
    await described.work()
    await described.work(seconds=13 * 3600)
    assert await states(described) == {"put-off": 1}
    await described.work(seconds=13 * 3600)
    [request] = await described.requests()
    assert (request.state, len(described.provider.asked)) == ("given-up", 3)
    assert "its log says why" in request.outcome


async def test_whoever_looks_at_an_event_hears_that_nobody_described_it(described: Described) -> None:
    one = await described.add()
    facts = await described.event("closed")
    await described.work()
    described.history.told.clear()
    described.provider.script.append(failed("key"))
    await described.describing.descriptions.again(facts.event_id, RedescribeIn(describer_id=one.id))
    await described.work()
    told = [body for kind, body in described.history.told if kind == "descriptions.changed"]
    assert told == [{"event_id": str(facts.event_id)}]
    found = await described.describing.descriptions.of_event(facts.event_id)
    assert (found.state, found.outcome) == ("given-up", "key")


async def test_records_that_are_older_than_what_jobs_remember_are_gone_through_again(described: Described) -> None:
    """A back-up of the database alone was put back."""
    await described.add()
    facts = await described.event()
    await described.work()
    service, desk = described.describing.questioning.service, described.describing.questioning.desk
    asked = await service.ask(facts.event_id, "Who is it?")
    await desk.round()
    await desk.settled()
    async with described.history.database.write() as session:
        await session.execute(sa.delete(DescriptionRow))
        await session.execute(sa.delete(DescriptionCallRow))
        await session.execute(sa.update(DescriptionRequestRow).values(state="waiting", ended_at=None))
        await session.execute(sa.update(QuestionRow).values(state="waiting", ended_at=None))
    await described.work()
    await desk.round()
    await desk.settled()
    assert len(described.provider.asked) == 2
    [said] = (await service.of_event(facts.event_id)).items
    assert (said.id, said.state, "Ask again" in said.outcome) == (asked.id, "failed", True)
    await described.work(seconds=301)
    assert len(described.provider.asked) == 3
    assert await states(described) == {"done": 1}
