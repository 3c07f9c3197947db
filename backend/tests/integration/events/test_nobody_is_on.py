"""The last describer is removed or switched off while requests wait: they say so, and wait a day for one (D2)."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from argusai.pipeline.events.description.batches.schemas import BatchIn
from argusai.pipeline.events.description.describers.schemas import CameraDescribing, DescriberPatch
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from tests.support.describing import WORDS, Described, a_describing, failed
from tests.support.events import History
from tests.support.waiting import until

pytestmark = pytest.mark.covers("D2", "D11")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


async def test_what_waits_says_so_and_is_described_by_the_next_describer(described: Described) -> None:
    local = await described.add()
    described.provider.script.append(failed("quota"))
    failing = await described.event("closed")
    await described.work()
    new = await described.event("closed")
    await described.describing.describers.remove(local.id)
    described.history.told.clear()
    await described.describing.queue.rest()
    for event in (failing, new):
        said = await described.describing.descriptions.of_event(event.event_id)
        assert (said.state, said.outcome) == ("put-off", "No describer is on.")
    assert described.history.kinds_told() == ["descriptions.changed"] * 2
    await described.describing.queue.rest()
    assert len(described.history.told) == 2, "each is told once"
    await described.add("Other")
    await described.work()
    assert [(await described.shown(each)).text for each in (failing, new)] == [WORDS] * 2


async def test_after_a_day_what_waits_is_given_up_and_its_money_free(described: Described) -> None:
    local = await described.add(input_price=10, output_price=10)
    described.jobs.deaths.append(("after", "choose"))
    event = await described.event("closed")
    described.history.clock.advance(3)
    await described.describing.queue.round()
    await described.describing.queue.settled()
    assert [each.state for each in await described.calls()] == ["reserved"]
    await described.kill()
    await described.describing.describers.change(local.id, DescriberPatch(enabled=False))
    await described.describing.queue.rest()
    described.history.clock.advance(timedelta(hours=25).total_seconds())
    await described.describing.queue.rest()
    said = await described.describing.descriptions.of_event(event.event_id)
    assert (said.state, said.outcome, await described.calls()) == ("given-up", "No describer is on.", [])


async def test_whom_a_person_chose_cannot_be_replaced(described: Described) -> None:
    one, _ = await described.add("One"), await described.add("Two")
    event = await described.event("closed")
    await described.work()
    await described.describing.descriptions.again(event.event_id, RedescribeIn(describer_id=one.id))
    await described.describing.describers.remove(one.id)
    await described.work()
    said = await described.describing.descriptions.of_event(event.event_id)
    assert (said.state, said.outcome) == ("given-up", "The describer that was to be asked is off or removed.")
    assert said.shown_id is not None


async def test_a_removed_describer_is_in_no_order_of_a_camera(described: Described) -> None:
    one, two = await described.add("One"), await described.add("Two")
    describers, camera = described.describing.describers, described.camera_id
    await describers.choose_camera(camera, CameraDescribing(use="own", order=[one.id, two.id]))
    await describers.remove(one.id)
    chosen = await describers.camera(camera)
    assert chosen.order == [two.id]
    assert await describers.choose_camera(camera, chosen) == chosen, "it can be saved as it is shown"


async def test_past_events_go_on_when_a_describer_is_on_again(described: Described) -> None:
    events = [await described.event("closed") for _ in range(3)]
    described.history.clock.advance(3600)
    now, local = described.history.clock.now(), await described.add()
    batches = described.describing.batches
    await batches.start(BatchIn(since=now - timedelta(days=1), until=now), "Anna")
    await described.describing.describers.change(local.id, DescriberPatch(enabled=False))
    described.history.told.clear()
    await described.describing.queue.rest()
    assert (described.history.kinds_told(), described.provider.asked) == (["batch.changed"], [])
    await described.describing.describers.change(local.id, DescriberPatch(enabled=True))
    await described.work()
    assert [(await described.shown(each)).text for each in events] == [WORDS] * 3
    [done] = await batches.newest()
    assert (done.described, done.left) == (3, 0)


async def test_who_was_removed_while_it_answers_is_paid_and_the_others_wait(described: Described) -> None:
    local = await described.add(at_once=1, input_price=10, output_price=10)
    first, second = await described.event("closed"), await described.event("closed")
    described.provider.hold = asyncio.Event()
    working = asyncio.create_task(described.work())

    async def one_waits() -> bool:
        return len(await described.calls()) == 2 and len(described.provider.asked) == 1

    await until(one_waits, 60, "a call, and one that waits for its place")
    await described.describing.describers.remove(local.id)
    described.provider.hold.set()
    await working
    said = [await described.describing.descriptions.of_event(each.event_id) for each in (first, second)]
    assert sorted((each.state, each.outcome) for each in said) == [("done", ""), ("put-off", "No describer is on.")]
    booked = [("booked", False), ("booked", True)]
    assert sorted((each.state, each.counts > 0) for each in await described.calls()) == booked
