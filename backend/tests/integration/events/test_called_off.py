"""What is called off while it is being asked, or waits to be, is not asked after that (D11, D5)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from argusai.pipeline.events.description.batches.schemas import BatchIn
from argusai.pipeline.events.description.requests.work import JOB
from tests.support.describing import WORDS, Described, a_describing, an_answer, failed
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D11")
GRAVE = an_answer("A man in a dark coat holds a gun in his hand and walks to the door.", attention=2)
CLOUD = "http://8.8.8.8/v1"


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def batch(described: Described, many: int, **changed: Any) -> Any:
    """Of events from before there was a describer."""
    events = [await described.event("closed") for _ in range(many)]
    described.history.clock.advance(3600)
    await described.add("One", model="one", **changed)
    now = described.history.clock.now()
    given = BatchIn(since=now - timedelta(days=1), until=now)
    return await described.describing.batches.start(given, "Anna"), given, events


async def held(described: Described, asked: int) -> asyncio.Task[None]:
    """So many are being asked, and get no answer yet."""
    described.provider.hold = asyncio.Event()
    working = asyncio.create_task(described.work())
    await until(lambda: len(described.provider.asked) == asked, 60, "the question")
    return working


async def release(described: Described, working: "asyncio.Task[None]") -> None:
    assert described.provider.hold is not None
    described.provider.hold.set()
    await working


async def killed(described: Described, *where: Any) -> None:
    described.jobs.deaths.append(where)
    described.history.clock.advance(3)
    await described.describing.queue.round()
    await described.describing.queue.settled()


async def test_a_camera_told_to_stay_home_is_not_shown_outside_though_it_waited_for_its_turn(
    described: Described,
) -> None:
    await described.add("Cloud", base_url=CLOUD, at_home=False, at_once=1)
    for _ in range(3):
        await described.event("closed")
    working = await held(described, 1)
    await until(lambda: _waits(described), 60, "the others to wait for their turn")
    await described.history.keep_home(described.camera_id)
    await release(described, working)
    assert len(described.provider.asked) == 1
    assert sorted(each.state for each in await described.calls()) == ["booked"] * 3
    assert sum(each.counts > 0 for each in await described.calls()) <= 1, "what was not asked costs nothing"


async def _waits(described: Described) -> bool:
    return len(await described.calls()) == 3


async def test_a_batch_cancelled_while_it_asks_begins_nothing_more(described: Described) -> None:
    started, _, _ = await batch(described, 4, at_once=1)
    described.provider.script.append(GRAVE)
    working = await held(described, 1)
    await described.describing.batches.cancel(started.id)
    await release(described, working)
    for _ in range(3):
        await described.work(seconds=600)
    [shown] = await described.describing.batches.newest()
    assert (shown.described, shown.given_up, shown.left) == (1, 3, 0)
    assert len(described.provider.asked) == 1, "no second look either"


async def test_a_batch_cancelled_between_two_steps_does_not_come_back(described: Described) -> None:
    started, _, _ = await batch(described, 1)
    described.provider.script += [failed("server")] * 2
    await killed(described, "before", "end")
    await described.describing.batches.cancel(started.id)
    described.restart()
    [request], [job_id] = await described.requests(), described.jobs.recorded
    await (await described.jobs.start(JOB, job_id, str(request.id), request.number)).result()  # a start goes on with it
    await described.work(seconds=3600)
    [shown] = await described.describing.batches.newest()
    assert (shown.given_up, shown.left, len(described.provider.asked)) == (1, 0, 2)


async def test_second_looks_of_a_batch_come_last_and_hold_up_no_other(described: Described) -> None:
    _, given, (event, *_) = await batch(described, 2)
    await described.add("Two", model="two")
    described.provider.script += [GRAVE, an_answer(), *[failed("server")] * 6]
    await described.work()
    [second] = [each for each in await described.requests() if each.follows is not None]
    assert (second.state, second.priority) == ("put-off", -1)
    described.provider.script.clear()
    again = BatchIn(**{**given.model_dump(), "again": True})
    started = await described.describing.batches.start(again, "Anna")
    assert started.events == 1, "one of them is looked at already"
    await described.work(seconds=600)
    assert {each.state for each in await described.requests()} == {"done"}
    assert (await described.shown(event)).text == WORDS


async def test_the_price_of_a_call_stays_when_its_describer_is_removed_before_a_kill_is_over(
    described: Described,
) -> None:
    one = await described.add(input_price=2, output_price=4)
    await described.event("closed")
    await killed(described, "after", "call")
    [before] = await described.calls()
    await described.describing.describers.remove(one.id)
    await described.add("Two", model="two")
    described.restart()
    await described.work(seconds=600)
    after = next(each for each in await described.calls() if each.id == before.id)
    assert (after.counts, after.state, after.answer) == (before.counts, "booked", before.answer)
    assert after.counts > 0
