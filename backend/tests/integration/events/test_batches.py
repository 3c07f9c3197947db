"""Many past events described at a person's request: after all others, within the caps, quietly (D11)."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from argusai.kit.errors import BadInput, Conflict, NotFound
from argusai.pipeline.events.description.batches.schemas import BatchIn
from argusai.pipeline.events.description.describers.schemas import DescribingPatch
from argusai.pipeline.events.description.requests.schemas import RedescribeIn
from tests.support.describing import WORDS, Described, a_describing, failed
from tests.support.events import History

pytestmark = pytest.mark.covers("D11")


@pytest.fixture
async def described(history: History) -> AsyncIterator[Described]:
    async with a_describing(history) as made:
        yield made


def week(described: Described, **changed: Any) -> BatchIn:
    now = described.history.clock.now()
    return BatchIn(**({"since": now - timedelta(days=7), "until": now + timedelta(seconds=1)} | changed))


async def past(described: Described, many: int) -> list[Any]:
    """Events from before there was a describer, in built-in words."""
    return [await described.event("closed") for _ in range(many)]


async def test_past_events_are_counted_priced_described_and_told_to_nobody(described: Described) -> None:
    events = await past(described, 5)
    described.history.clock.advance(3600)
    batches = described.describing.batches
    with pytest.raises(Conflict, match="Nobody may be asked"):
        await batches.start(week(described), "Anna")
    await described.add(input_price=10, output_price=10)
    estimate = await batches.estimate(week(described))
    assert (estimate.events, estimate.skipped, estimate.describers, estimate.price_known) == (5, 0, ["Local"], True)
    assert (estimate.usual, described.provider.asked) == (None, [])
    assert 0.05 < estimate.at_most < 1
    started = await batches.start(week(described), "Anna")
    assert (started.events, started.left, started.who) == (5, 5, "Anna")
    described.history.told.clear()
    await described.work()
    assert [(await described.shown(each)).text for each in events] == [WORDS] * 5
    [done] = await batches.newest()
    assert (done.described, done.left, done.given_up, done.cancelled) == (5, 0, 0, False)
    assert 0 < done.cost <= estimate.at_most
    kinds = [kind for kind, _ in described.history.told]
    assert (kinds.count("event.reworded"), kinds.count("batch.changed")) == (5, 5)
    assert "event.updated" not in kinds, "rules would tell people of it"
    with pytest.raises(Conflict, match="No event"):
        await batches.start(week(described), "Anna")
    again = await batches.estimate(week(described, again=True))
    assert (again.events, again.usual) == (5, done.cost)


async def test_it_is_chosen_by_camera_and_dates(described: Described) -> None:
    await described.add()
    other = await described.history.add_camera("Yard")
    await past(described, 2)
    described.history.clock.advance(86_400)
    here, described.camera_id = described.camera_id, other
    await past(described, 1)
    batches, now = described.describing.batches, described.history.clock.now()
    day = {"since": now - timedelta(hours=1), "until": now + timedelta(hours=1)}
    assert (await batches.estimate(week(described))).events == 0, "who is asked already is not asked twice"
    await described.work()
    for given, many in (({}, 3), (day, 1), ({"camera_ids": [here]}, 2), ({"camera_ids": [here], **day}, 0)):
        assert (await batches.estimate(week(described, again=True, **given))).events == many
    for wrong in ({"until": now - timedelta(days=8)}, {"since": now - timedelta(days=500)}):
        with pytest.raises(BadInput):
            await batches.estimate(week(described, **wrong))


async def test_what_happens_now_comes_first_and_only_one_batch_runs(described: Described) -> None:
    await past(described, 5)
    described.history.clock.advance(3600)
    await described.add(at_once=8)
    batches = described.describing.batches
    await batches.start(week(described), "Anna")
    with pytest.raises(Conflict, match="already"):
        await batches.start(week(described), "Anna")
    fresh = await described.event("closed")
    described.history.clock.advance(3)
    await described.describing.queue.round()
    assert described.describing.queue.running == 5, "past events leave places free"
    await described.work()
    assert (await described.shown(fresh)).text == WORDS
    assert (await described.requests())[-1].state == "done"


async def test_cancelled_nothing_more_is_asked_and_what_a_person_wants_goes_before(described: Described) -> None:
    first, *_ = await past(described, 3)
    described.history.clock.advance(3600)
    one = await described.add()
    batches = described.describing.batches
    started = await batches.start(week(described), "Anna")
    await described.describing.descriptions.again(first.event_id, RedescribeIn(describer_id=one.id))
    cancelled = await batches.cancel(started.id)
    assert (cancelled.cancelled, cancelled.left, cancelled.given_up) == (True, 0, 3)
    assert await batches.cancel(started.id) == cancelled
    await described.work()
    assert len(described.provider.asked) == 1
    assert (await described.shown(first)).text == WORDS
    with pytest.raises(NotFound):
        await batches.cancel(uuid4())


async def test_caps_hold_and_faults_in_between_lose_nothing(described: Described) -> None:
    events = await past(described, 4)
    described.history.clock.advance(3600)
    await described.add(input_price=10, output_price=10)
    batches = described.describing.batches
    described.provider.script += [failed("server"), failed("server"), failed("server")]
    await batches.start(week(described), "Anna")
    for _ in range(2):
        await described.work(seconds=600)
    [done] = await batches.newest()
    assert (done.described, done.left) == (4, 0)
    assert len(await described.versions()) == 4
    assert {(await described.shown(each)).text for each in events} == {WORDS}
    spent = sum(each.counts for each in await described.calls()) / 1e6
    await described.describing.describers.choose(DescribingPatch(day_cap=spent + 0.015))
    await batches.start(week(described, again=True), "Anna")
    await described.work()
    capped, _ = await batches.newest()
    assert capped.left == 0
    assert capped.capped == capped.given_up > 0
    assert sum(each.counts for each in await described.calls()) / 1e6 <= spent + 0.015
