"""Two programs describe from one database: what one has claimed, the other leaves alone until it is surely gone."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.pipeline.events.description.describers.schemas import DescribingPatch
from argusai.pipeline.events.description.questions.models import QuestionRow
from argusai.pipeline.events.description.requests.models import DescriptionRequestRow
from argusai.pipeline.events.description.requests.work import JOB
from argusai.pipeline.events.description.workers.repository import LEASE, RENEW_SECONDS, claim
from tests.integration.events.test_called_off import held, killed, release
from tests.support.describing import WORDS, Described, Killed, a_describing, failed
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D1", "D20")
PRICED: dict[str, Any] = {"input_price": 1, "output_price": 1, "at_once": 8}


@dataclass
class Both:
    first: Described
    second: Described

    async def event(self) -> Any:
        return await self.first.event("closed")

    async def lease_over(self) -> None:
        self.first.history.clock.advance(LEASE.total_seconds() + 1)

    async def outcome(self) -> tuple[int, list[str], list[tuple[str, str]]]:
        """Questions asked by both, versions, and calls with their failures."""
        asked = len(self.first.provider.asked) + len(self.second.provider.asked)
        texts = [each.text for each in await self.first.versions()]
        return asked, texts, sorted((each.state, each.failure) for each in await self.first.calls())


@pytest.fixture
async def both(history: History) -> AsyncIterator[Both]:
    async with a_describing(history) as first, a_describing(history) as second:
        await first.add(**PRICED)
        second.jobs.name = "second"
        await second.describing.describers.start()
        yield Both(first, second)


async def test_what_one_program_asks_the_other_leaves_alone_for_as_long_as_it_lives(both: Both) -> None:
    await both.event()
    working = await held(both.first, 1)
    for _ in range(10):
        both.first.history.clock.advance(RENEW_SECONDS)
        await both.first.describing.queue.round()
        await both.second.work(seconds=0)
    await release(both.first, working)
    assert await both.outcome() == (1, [WORDS], [("booked", "")])


async def test_who_looked_at_the_clock_a_moment_before_the_other_claimed_takes_nothing_from_it(both: Both) -> None:
    await both.event()
    working = await held(both.first, 1)
    [request] = await both.first.requests()
    assert request.claimed_until is not None
    async with both.first.history.database.write() as session:
        earlier = request.claimed_until - LEASE - timedelta(seconds=0.05)
        assert await claim(session, DescriptionRequestRow, request.id, "second", earlier) is None
    await release(both.first, working)
    assert await both.outcome() == (1, [WORDS], [("booked", "")])


async def test_each_takes_what_the_other_has_not(both: Both) -> None:
    await both.first.describing.describers.choose(DescribingPatch(reuse=False))
    for _ in range(12):
        await both.event()
    first, second = await held(both.first, 8), await held(both.second, 4)
    await release(both.first, first)
    await release(both.second, second)
    asked, texts, calls = await both.outcome()
    assert (asked, len(texts), len(calls)) == (12, 12, 12)


async def test_what_a_killed_program_was_asking_is_asked_again_and_may_have_cost_its_price(both: Both) -> None:
    await both.event()
    both.first.provider.script.append(Killed)
    await killed(both.first)
    await both.second.work()
    assert await both.outcome() == (1, [], [("calling", "")]), "it may live"
    await both.lease_over()
    await both.second.work()
    assert await both.outcome() == (2, [WORDS], [("booked", ""), ("unsure", "lost")])
    await both.first.kill()
    await both.first.work(seconds=3600)
    assert await both.outcome() == (2, [WORDS], [("booked", ""), ("unsure", "lost")])


async def test_an_answer_that_a_killed_program_did_not_store_is_stored_and_not_paid_for_twice(both: Both) -> None:
    await both.event()
    await killed(both.first, "before", "store")
    await both.lease_over()
    await both.second.work()
    assert await both.outcome() == (1, [WORDS], [("booked", "")])


async def test_the_money_that_a_killed_program_reserved_is_free_again(both: Both) -> None:
    await both.event()
    await killed(both.first, "before", "call")
    assert [each.state for each in await both.first.calls()] == ["reserved"]
    await both.lease_over()
    await both.second.work()
    assert await both.outcome() == (1, [WORDS], [("booked", "")])


async def test_one_that_only_was_slow_says_what_it_was_answered_and_nobody_says_it_twice(both: Both) -> None:
    await both.event()
    first = await held(both.first, 1)
    await both.lease_over()
    second = await held(both.second, 1)
    await release(both.first, first)
    await release(both.second, second)
    assert await both.outcome() == (2, [WORDS], [("booked", ""), ("booked", "")])
    assert [each.state for each in await both.first.requests()] == ["done"]


async def test_one_that_gives_up_late_puts_off_nothing_that_the_other_asks_meanwhile(both: Both) -> None:
    await both.event()
    both.first.provider.script.append(failed("limit"))
    await killed(both.first, "before", "end")
    await both.lease_over()
    second = await held(both.second, 1)
    both.first.restart()
    [request] = await both.first.requests()
    late = await both.first.jobs.start(JOB, f"{request.event_id}:describe:1", str(request.id), 1)
    assert await late.result() == "over"
    [request] = await both.first.requests()
    assert (request.number, request.state, request.claimed_by) == (2, "waiting", "second")
    await release(both.second, second)
    assert await both.outcome() == (2, [WORDS], [("booked", ""), ("booked", "limit")])


async def test_a_question_of_a_killed_program_is_answered_by_the_other(both: Both) -> None:
    facts = await both.event()
    await both.first.work()
    both.first.provider.script.append(Killed)
    await both.first.describing.questioning.service.ask(facts.event_id, "What colour is it?")
    desks = [each.describing.questioning.desk for each in (both.first, both.second)]
    await desks[0].round()
    await desks[0].settled()
    await desks[1].round()
    assert not both.second.provider.asked, "it may live"
    await both.lease_over()
    await desks[1].round()
    await desks[1].settled()

    async def answered() -> bool:
        async with both.first.history.database.read() as session:
            return await session.scalar(sa.select(QuestionRow.state)) == "answered"

    await until(answered)
    assert sorted(each.state for each in await both.first.calls()) == ["booked", "booked", "unsure"]
