"""A describer gets no more calls a minute than its owner allows; what waits comes back, urgent events first (D2)."""

from collections.abc import AsyncIterator

import pytest

from argusai.pipeline.events.description.describers.schemas import DescriberPatch
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from tests.support.describing import WORDS, Described, a_describing
from tests.support.events import History

pytestmark = pytest.mark.covers("D2")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def test_the_next_describer_of_the_order_is_asked_while_the_first_had_its_calls(described: Described) -> None:
    await described.add("Free", model="free", a_minute=2)
    await described.add("Paid", model="paid")
    for _ in range(4):
        await described.event()
    await described.work()
    assert sorted(access.model for access, _ in described.provider.asked) == ["free", "free", "paid", "paid"]
    free, paid = await described.describing.describers.all()
    assert (free.breaker, paid.breaker) == ("paced", "closed")
    assert 0 < free.breaker_seconds <= 60
    assert await described.describing.stopped() == [], "nothing is broken"


async def test_what_waits_gets_its_calls_minute_by_minute_and_built_in_words_stand_meanwhile(
    described: Described,
) -> None:
    await described.add(a_minute=2)
    events = [await described.event() for _ in range(5)]
    await described.work()
    assert sorted(each.outcome for each in await described.requests()) == ["", "", "paced", "paced", "paced"]
    asked = [len(described.provider.asked)]
    for _ in range(5):
        await described.work(seconds=31)
        asked.append(len(described.provider.asked))
    assert asked == [2, 2, 4, 4, 5, 5]
    assert [(await described.shown(each)).text for each in events] == [WORDS] * 5
    assert {each.state for each in await described.calls()} == {"booked"}, "no money stays held"


async def test_a_crowd_begins_few_jobs_in_vain(described: Described) -> None:
    await described.add(a_minute=2)
    for _ in range(12):
        await described.event()
    for _ in range(13):
        await described.work(seconds=31)
    assert len(described.provider.asked) == 12
    assert len(described.jobs.started) <= 2 * 12


async def test_an_urgent_event_comes_before_those_that_wait_already(described: Described) -> None:
    await described.add(a_minute=1)
    routine = [await described.event(most_at_once={"car": 1}) for _ in range(3)]
    await described.work()
    urgent = await described.event(trigger="doorbell")
    await described.work()
    await described.work(seconds=57.5)
    assert (await described.shown(urgent)).text == WORDS
    await described.work(seconds=2)
    assert [(await described.shown(each)).text for each in routine].count(WORDS) == 1


async def test_a_restart_forgets_no_call(described: Described) -> None:
    await described.add(a_minute=1)
    first = await described.event()
    await described.work()
    await described.kill()
    second = await described.event()
    await described.work(seconds=50)
    assert len(described.provider.asked) == 1
    await described.work(seconds=15)
    assert [(await described.shown(each)).text for each in (first, second)] == [WORDS] * 2


async def test_what_a_person_asks_is_counted_but_does_not_wait(described: Described) -> None:
    one = await described.add(a_minute=1)
    first = await described.event()
    await described.work()
    await described.describing.descriptions.again(first.event_id, RedescribeIn(describer_id=one.id))
    await described.work(seconds=1)
    assert len(described.provider.asked) == 2
    assert (await described.describing.descriptions.of_event(first.event_id)).state == "done"
    second = await described.event()
    await described.work()
    await described.work(seconds=54)
    assert (await described.shown(second)).describer == "built-in", "sixty seconds from the call by hand"
    await described.work(seconds=5)
    assert (await described.shown(second)).text == WORDS


async def test_a_limit_that_is_lifted_lets_what_waits_go_on_at_once(described: Described) -> None:
    one = await described.add(a_minute=1)
    events = [await described.event() for _ in range(3)]
    await described.work()
    await described.describing.describers.change(one.id, DescriberPatch(a_minute=None))
    await described.work(seconds=0)
    assert [(await described.shown(each)).text for each in events] == [WORDS] * 3
