"""A clock that ran ahead is set right: what was stored meanwhile holds up nothing until its time comes again (N20)."""

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
