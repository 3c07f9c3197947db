"""A clock is set: what was stored before holds up nothing, and is not taken for older than it is (N20)."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from argusai.pipeline.notifications.channels.models import ChannelRow
from argusai.pipeline.notifications.notices.models import DeliveryRow
from tests.support.notices import Home
from tests.support.receiver import Receiver
from tests.support.waiting import until

pytestmark = pytest.mark.covers("N20")
AHEAD = 30 * 3600


async def _sent(house: Home, count: int) -> None:
    async def reached() -> bool:
        return [each.state for each in await house.deliveries()] == ["sent"] * count

    await until(reached, what=f"{count} sent")


@pytest.mark.parametrize("tries", [0, 4])
async def test_what_waits_is_sent_at_once_by_a_channel_that_rested(house: Home, there: Receiver, tries: int) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    await house.fire(await house.event())
    async with house.database.write() as session:
        rests = house.clock.now() + timedelta(seconds=600)
        await session.execute(sa.update(ChannelRow).values(resting_until=rests))
        await session.execute(sa.update(DeliveryRow).values(tries=tries))
    house.clock.set_back(AHEAD)
    async with house.delivering():
        await _sent(house, 1)


async def test_a_claim_that_nobody_records_ends(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    await house.fire(await house.event())
    async with house.database.write() as session:
        await session.execute(sa.update(DeliveryRow).values(state="sending", claimed_at=house.clock.now(), tries=1))
    house.clock.set_back(AHEAD)
    another = asyncio.create_task(house.notifying.deliverer.run())
    try:
        await _sent(house, 1)
    finally:
        another.cancel()
        await asyncio.wait([another])


async def test_a_storm_is_summed_up_anew(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    await house.notifying.notices.change_calm(house.anna, {"pause_seconds": 0})
    for _ in range(2):
        for _ in range(12):
            await house.fire(await house.event())
        house.clock.set_back(AHEAD)
    assert [notice.kind for notice in await house.notices()].count("summary") == 2


AFTER_BOOT = 40 * 86_400


async def test_a_clock_that_is_set_forward_makes_nothing_too_old(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    await house.fire(await house.event(), urgent=True)
    house.clock.advance(120)
    house.clock.set_forward(AFTER_BOOT)
    async with house.delivering():
        await _sent(house, 1)


async def test_what_fails_after_it_was_set_forward_is_tried_again(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    await house.fire(await house.event(), urgent=True)
    house.clock.set_forward(AFTER_BOOT)
    there.status = 503
    async with house.delivering():
        await until(lambda: len(there.got) == 1)

        async def failed() -> bool:
            return [(each.state, each.fault != "") for each in await house.deliveries()] == [("waiting", True)]

        await until(failed, what="it waits for its next try")


@pytest.mark.parametrize("step", [AFTER_BOOT, -AFTER_BOOT])
async def test_what_nobody_sees_to_is_told_again_by_the_time_that_passed(house: Home, step: float) -> None:
    await house.fire(await house.event(), urgent=True)
    house.clock.set_forward(step)
    house.clock.advance(299)
    assert await house.notifying.escalation.look() == 0
    house.clock.advance(1)
    assert await house.notifying.escalation.look() == 1


@pytest.mark.parametrize("step", [AFTER_BOOT, -AFTER_BOOT, -7200])
async def test_a_snooze_and_a_pause_last_as_long_as_asked(house: Home, step: float) -> None:
    notices = house.notifying.notices
    await notices.snooze(house.anna, "hour")
    house.clock.advance(600)
    house.clock.set_forward(step)
    calm = await notices.change_calm(house.anna, {"pause_seconds": 300})  # keeps the snooze as it is
    assert calm.snoozed_until == house.clock.now() + timedelta(minutes=50)
    await house.fire(await house.event())
    house.clock.advance(3000)
    await house.fire(await house.event())
    house.clock.advance(299)
    house.clock.set_forward(step)
    await house.fire(await house.event())
    house.clock.advance(1)
    await house.fire(await house.event())
    assert [notice.silent for notice in await house.notices()] == ["snoozed", "", "pause", ""]


async def test_a_snooze_ends_when_the_clock_was_set_back_while_nothing_ran(house: Home) -> None:
    await house.notifying.notices.snooze(house.anna, "hour")
    house.clock.set_back(AHEAD)
    house.notifying.close()
    house.connect()
    assert (await house.notifying.notices.calm(house.anna)).snoozed_until is None


async def test_better_words_of_an_event_come_also_after_a_step(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    event = await house.event()
    await house.fire(event)
    house.clock.set_forward(AFTER_BOOT)
    await house.reword(event, "A postman came.")
    await house.fire(event, "words")
    assert [notice.revision for notice in await house.notices()] == [2]
