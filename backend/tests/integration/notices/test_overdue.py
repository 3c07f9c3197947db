"""What nobody finishes any more: notices that waited too long, and claims that were left (N9, N20)."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.kit.db import Session
from argusai.kit.errors import Unavailable
from argusai.kit.ids import new_id
from argusai.pipeline.notifications.notices.delivery.promises import State
from argusai.pipeline.notifications.notices.models import DeliveryRow
from tests.support.notices import Home
from tests.support.receiver import Receiver
from tests.support.waiting import until

pytestmark = pytest.mark.covers("N9", "N20")
DAY = 24 * 3600


async def _state(house: Home, state: State) -> None:
    async def reached() -> bool:
        return [each.state for each in await house.deliveries()] == [state]

    await until(reached, what=f"one delivery {state}")


async def test_what_waited_for_a_day_is_laid_aside_and_can_be_sent_again(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    await house.fire(await house.event())
    house.clock.advance(DAY + 1)
    async with house.delivering():
        await _state(house, "failed")
        [old] = await house.deliveries()
        assert (old.fault, there.got) == ("Too old: it could not be sent within 24 hours.", [])
        assert "deliveries.changed" in [told.kind for told in house.page]
        await house.notifying.deliveries.resend(house.anna, old.id)
        await _state(house, "sent")
    assert len(there.got) == 1


async def test_what_waited_for_almost_a_day_is_sent(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    await house.fire(await house.event())
    house.clock.advance(DAY - 60)
    async with house.delivering():
        await _state(house, "sent")
    assert len(there.got) == 1


@contextlib.asynccontextmanager
async def _another_worker(house: Home) -> AsyncIterator[None]:
    """One that did not start just now, and so takes nothing for cut off."""
    running = asyncio.create_task(house.notifying.deliverer.run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.wait([running])


async def _claim(house: Home) -> None:
    """As a worker does that is not heard of again."""
    async with house.database.write() as session:
        await session.execute(sa.update(DeliveryRow).values(state="sending", claimed_at=house.clock.now(), tries=1))


@pytest.mark.parametrize(("kind", "becomes"), [("webhook", "sent"), ("apprise", "unknown")])
async def test_a_claim_that_nobody_records_ends_after_five_minutes(
    house: Home, there: Receiver, kind: str, becomes: State
) -> None:
    urls = {"webhook": there.url, "apprise": f"json://127.0.0.1:{there.port}/x"}
    await house.channel({"kind": kind, "url": urls[kind]})
    await house.fire(await house.event())
    await _claim(house)
    async with _another_worker(house):
        house.later(290)
        await _state(house, "sending")
        house.later(20)
        await _state(house, becomes)


async def test_a_claimed_delivery_that_cannot_be_read_at_first_is_sent(
    house: Home, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails once, right after the claim."""
    monkeypatch.setattr("argusai.pipeline.notifications.notices.delivery.deliver._AGAIN_SECONDS", 0.01)
    read, failed = house.database.read, list[str]()

    @contextlib.asynccontextmanager
    async def failing() -> AsyncIterator[Session]:
        async with read() as session:
            state = await session.scalar(sa.select(DeliveryRow.state))
            if state == "sending" and not failed:
                failed.append("once")
                raise Unavailable("The disk does not answer.")
            yield session

    def replaced(*_: Any) -> Any:
        return failing()

    await house.channel({"kind": "webhook", "url": there.url})
    async with house.delivering():
        monkeypatch.setattr(house.database, "read", replaced)
        await house.fire(await house.event())
        await until(lambda: len(there.got) == 1, what="the receiver to get it")
        monkeypatch.setattr(house.database, "read", read)
        await _state(house, "sent")
    assert failed == ["once"]


async def test_a_channel_gets_no_more_a_minute_than_it_takes(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url}, most_per_minute=2)
    for _ in range(3):
        await house.fire(await house.event(), rule_id=new_id())

    async def sent(count: int) -> bool:
        return [each.state for each in await house.deliveries()].count("sent") == count

    async def postponed() -> bool:
        async with house.database.read() as session:
            at = await session.scalar(sa.select(DeliveryRow.next_try_at).where(DeliveryRow.state == "waiting"))
        return at is not None and at > house.clock.now()

    async with house.delivering():
        await until(lambda: sent(2))
        await until(postponed)
        house.later(59)
        assert await postponed()
        assert len(there.got) == 2
        house.later(2)
        await until(lambda: sent(3))


async def test_an_urgent_one_does_not_wait_behind_calm_ones(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url}, most_per_minute=4)
    for _ in range(5):
        await house.fire(await house.event("A person walked by."), rule_id=new_id())

    async with house.delivering():
        await until(lambda: len(there.got) == 3, what="the calm ones to have had their share")
        await house.fire(await house.event("A window broke."), rule_id=new_id(), urgent=True)
        await until(lambda: len(there.got) == 4, what="the urgent one, within the same minute")
        fence = await house.event("A fence broke.")
        await house.fire(fence, rule_id=new_id())
        await house.fire(fence, rule_id=new_id(), urgent=True)
        await until(lambda: all_postponed(house), what="it to wait: the limit holds for urgent ones too")
        house.later(61)
        await until(lambda: len(there.got) == 7)
    texts = [json.loads(each.body)["notice"]["text"] for each in there.got]
    assert texts[3:6] == ["A window broke.", "A fence broke.", "A person walked by."]


async def all_postponed(house: Home) -> bool:
    async with house.database.read() as session:
        times = (await session.scalars(sa.select(DeliveryRow.next_try_at).where(DeliveryRow.state == "waiting"))).all()
    return len(times) == 3 and min(times) > house.clock.now()
