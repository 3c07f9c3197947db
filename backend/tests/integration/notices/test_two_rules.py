"""One event, two rules that fire at different moments: what the second one may still send, and to whom (N11, N6)."""

import pytest

from argusai.kit.ids import new_id
from argusai.pipeline.notifications.notices.delivery.repository import DeliveryRepository
from argusai.pipeline.notifications.notices.service import Reader
from tests.support.notices import Home
from tests.support.receiver import Receiver

pytestmark = pytest.mark.covers("N11")
_NOON_QUIET = {"quiet_from": 13 * 60, "quiet_until": 14 * 60}  # 12:00 UTC is 13:00 in the house


async def test_what_one_rule_s_pause_held_back_counts_when_a_storm_holds_it_back_for_another(house: Home) -> None:
    for number in range(10):
        await house.fire(await house.event(), rule_id=house.rule if not number else new_id(), cooldown_seconds=600)
    event = await house.event()
    await house.fire(event, cooldown_seconds=600)
    assert (await house.notices())[-1].silent == "pause"
    house.clock.advance(5)
    await house.fire(event, rule_id=new_id(), rule_name="Another")
    [summary] = [notice for notice in await house.notices() if notice.kind == "summary"]
    assert summary.text == "1 more notice within a minute: Garden 1."


async def test_the_page_hears_what_a_summary_says_and_that_it_grows(house: Home) -> None:
    for _ in range(12):
        await house.fire(await house.event(), rule_id=new_id())
    heard = [(told.kind, told.body["notice"]) for told in house.page if told.kind.startswith("notice.")]
    assert [(kind, notice["text"]) for kind, notice in heard if notice["kind"] == "summary"] == [
        ("notice.told", "1 more notice within a minute: Garden 1."),
        ("notice.changed", "2 more notices within a minute: Garden 2."),
    ]


async def test_a_summary_of_what_is_urgent_is_urgent(house: Home) -> None:
    for number in range(21):
        await house.fire(await house.event(), rule_id=new_id(), urgent=True)
        assert [notice.urgent for notice in await house.notices() if notice.kind == "summary"] == [True] * (
            number // 20
        )


async def test_a_calm_rule_rings_no_other_channel_in_quiet_hours_though_an_urgent_one_told(
    house: Home, there: Receiver
) -> None:
    loud, other = [
        await house.channel({"kind": "webhook", "url": there.url}, name=name, usual=False) for name in ("Loud", "Other")
    ]
    await house.notifying.notices.change_calm(house.anna, _NOON_QUIET)
    event = await house.event()
    await house.fire(event, urgent=True, channel_ids=(loud.id,))
    await house.fire(event, rule_id=new_id(), rule_name="Calm", channel_ids=(other.id,))
    [notice] = await house.notices()
    assert (notice.silent, notice.rules) == ("", ["People", "Calm"])
    assert [each.channel_name for each in await house.deliveries()] == ["Loud"]
    house.clock.advance(3600)
    await house.fire(event, rule_id=new_id(), rule_name="After", channel_ids=(other.id,))
    assert [each.channel_name for each in await house.deliveries()] == ["Loud", "Other"]


async def test_who_hears_of_it_later_sees_who_sees_to_it_and_is_not_told_again(house: Home) -> None:
    event = await house.event()
    await house.fire(event, urgent=True)
    [annas] = await house.notices()
    await house.notifying.notices.acknowledge(Reader(house.anna, "Anna"), annas.id)
    await house.fire(event, urgent=True, rule_id=new_id(), person_ids=(house.ben,))
    [bens] = await house.notices(house.ben)
    assert (bens.acknowledged_by, bens.silent, bens.read_at) == ("Anna", "", None)
    house.clock.advance(301)
    assert await house.notifying.escalation.look() == 0


async def test_what_was_read_in_the_list_while_it_was_calm_is_told_again_when_nobody_sees_that_it_is_urgent(
    house: Home,
) -> None:
    await house.notifying.notices.snooze(house.anna, "hour")
    event = await house.event()
    await house.fire(event)
    [calm] = await house.notices()
    await house.notifying.notices.mark_read(house.anna, calm.id)
    await house.fire(event, urgent=True, rule_id=new_id())
    house.clock.advance(301)
    assert await house.notifying.escalation.look() == 1


@pytest.mark.covers("N6")
async def test_better_words_replace_what_a_second_rule_sent_a_while_after_the_first_held_it_back(
    house: Home, there: Receiver
) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    await house.fire(await house.event())
    event = await house.event("A person is there now.")
    await house.fire(event)
    house.clock.advance(30)
    await house.fire(event, rule_id=new_id(), rule_name="Stays")
    house.clock.advance(15)
    await house.reword(event, "A postman brought a letter.")
    await house.fire(event, stage="closed")
    assert [(notice.silent, notice.revision) for notice in await house.notices()] == [("", 1), ("", 2)]


@pytest.mark.covers("N9")
async def test_where_not_all_channels_can_be_served_at_once_urgent_ones_are_first(house: Home, there: Receiver) -> None:
    calm, loud = [
        await house.channel({"kind": "webhook", "url": there.url}, name=name, usual=False) for name in ("Calm", "Loud")
    ]
    await house.fire(await house.event(), channel_ids=(calm.id,))
    await house.fire(await house.event(), rule_id=new_id(), urgent=True, channel_ids=(loud.id,))
    async with house.database.read() as session:
        [first] = await DeliveryRepository(session).due(house.clock.now(), frozenset(), 1)
    assert first.channel.id == loud.id
