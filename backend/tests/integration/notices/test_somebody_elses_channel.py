"""A rule that tells one person by the channel of another tells both: each as he wants to be told (N1, N6, N11)."""

from typing import Any

import pytest

from tests.support.notices import Home
from tests.support.receiver import Receiver

pytestmark = pytest.mark.covers("N1", "N6", "N11")


async def test_whose_channel_it_is_says_when_it_is_quiet(house: Home, there: Receiver) -> None:
    channel = await house.channel({"kind": "webhook", "url": there.url})  # of Anna
    by_hers: dict[str, Any] = {"person_ids": (house.ben,), "channel_ids": (channel.id,)}

    async def sent() -> int:
        before = len(await house.deliveries())
        house.clock.advance(120)
        event = await house.event()
        await house.fire(event, **by_hers)
        await house.reword(event, "A postman brought a letter.")
        await house.fire(event, stage="words", **by_hers)
        assert {row.text for row in await house.notices(house.anna)} == {"A postman brought a letter."}
        return len(await house.deliveries()) - before

    assert await sent() == 1
    await house.notifying.notices.snooze(house.ben, "hour")
    assert await sent() == 1, "another's snooze silences no channel of hers"
    await house.notifying.notices.snooze(house.anna, "hour")
    assert await sent() == 0
    assert [row.silent for row in await house.notices(house.ben)] == ["", "snoozed", "snoozed"]
    assert [row.silent for row in await house.notices(house.anna)] == ["", "", "snoozed"]


async def test_what_becomes_urgent_reaches_it(house: Home, there: Receiver) -> None:
    channel = await house.channel({"kind": "webhook", "url": there.url})
    event = await house.event()
    await house.fire(event, person_ids=(house.ben,), channel_ids=(channel.id,))
    await house.fire(event, channel_ids=(channel.id,), urgent=True)
    [hers] = await house.notices(house.anna)
    assert (hers.urgent, hers.revision) == (True, 2)
    house.clock.advance(301)
    assert await house.notifying.escalation.look() == 1
    assert len(await house.deliveries()) == 2, "told again, as nobody saw to it"
