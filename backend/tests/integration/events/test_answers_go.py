"""What a model said goes with the event or the question that it was said of; what it cost stays (D11)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from argusai.pipeline.events.description.money.models import DescriptionCallRow
from argusai.pipeline.events.description.questions.schemas import QuestionOut
from tests.support.describing import Described, a_describing, an_answer
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D11")
ASKED = "What colour is the jacket?"
RED = an_answer("The jacket is red.", known=True)


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        await made.add(input_price=10, output_price=10)
        yield made


async def asked(described: Described, event_id: UUID) -> QuestionOut:
    described.provider.script.append(RED)
    questioning = described.describing.questioning
    await questioning.service.ask(event_id, ASKED)
    await questioning.desk.round()
    await questioning.desk.settled()
    return (await questioning.service.of_event(event_id)).items[-1]


async def kept(described: Described) -> list[bool]:
    """Of each call, whether its answer is; what it cost always is."""
    calls = await described.calls()
    assert {(each.state, each.counts, each.input_tokens) for each in calls} == {("booked", 11_000, 1000)}
    return [each.answer is not None for each in calls]


async def test_a_deleted_question_takes_its_answer_along_and_no_other(described: Described) -> None:
    facts = await described.event("closed")
    await described.work()
    first, _ = await asked(described, facts.event_id), await asked(described, facts.event_id)
    assert await kept(described) == [True, True, True]
    await described.describing.questioning.service.remove(facts.event_id, first.id)
    assert await kept(described) == [True, False, True]


async def test_an_event_that_is_deleted_by_hand_takes_all_its_answers_along(described: Described) -> None:
    facts, _ = await described.event("closed"), await described.event("closed")
    await described.work()
    await asked(described, facts.event_id)
    await described.history.service.delete(facts.event_id)
    calls = await described.calls()
    assert {each.event_id == facts.event_id for each in calls if each.answer is None} == {True}
    assert sorted(await kept(described)) == [False, False, True]


async def test_so_does_one_that_grew_too_old(described: Described) -> None:
    await described.event("closed")
    await described.work()
    described.history.clock.advance(timedelta(days=31).total_seconds())
    assert await described.history.retention.run() == 1
    assert await kept(described) == [False]


async def test_what_other_ways_left_goes_within_the_hour(described: Described) -> None:
    """A configuration that was taken in while ArgusAI was stopped, or a deletion of before."""
    await described.event("closed")
    await described.work()
    assert await described.describing.forget() == 0
    assert await kept(described) == [True]
    await described.history.remove_camera(described.camera_id)
    assert await described.describing.forget() == 0
    assert await kept(described) == [False]


async def test_an_answer_to_an_event_that_was_deleted_meanwhile_is_paid_and_not_kept(described: Described) -> None:
    facts = await described.event("closed")
    described.provider.hold = asyncio.Event()
    working = asyncio.create_task(described.work())
    await until(lambda: len(described.provider.asked) == 1, 60, "the question")
    await described.history.service.delete(facts.event_id)
    described.provider.hold.set()
    await working
    assert await kept(described) == [False]


async def test_an_answer_to_a_question_that_was_deleted_meanwhile_is_paid_and_not_kept(described: Described) -> None:
    facts = await described.event("closed")
    await described.work()
    questioning = described.describing.questioning
    described.provider.script.append(RED)
    described.provider.hold = asyncio.Event()
    question = await questioning.service.ask(facts.event_id, ASKED)
    await questioning.desk.round()
    await until(lambda: len(described.provider.asked) == 2, 60, "the question")
    await questioning.service.remove(facts.event_id, question.id)
    described.provider.hold.set()
    await questioning.desk.settled()
    assert await kept(described) == [True, False]
    async with described.history.database.read() as session:
        null = await session.scalar(sa.select(sa.func.count()).where(DescriptionCallRow.answer.is_(None)))
    assert null == 1
