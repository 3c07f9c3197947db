"""What receivers get, under every fault (N9, N10, N20; DESIGN 11.2)."""

import json
from functools import partial

import pytest

from argusai.kit.errors import BadInput
from argusai.pipeline.notifications.channels.schemas import ChannelHousePatch
from argusai.pipeline.notifications.channels.senders.webhook import sign
from argusai.pipeline.notifications.channels.service import Who
from argusai.pipeline.notifications.notices.delivery.promises import State
from tests.support.notices import Home
from tests.support.receiver import Receiver, receiver
from tests.support.secrets import secret
from tests.support.waiting import until

SECRET = secret("a secret of sixteen")


def _hook(there: Receiver, **changed: object) -> dict[str, object]:
    return {"kind": "webhook", "url": there.url, "secret": SECRET, **changed}


async def _state(house: Home, state: State, count: int = 1) -> None:
    async def reached() -> bool:
        return [each.state for each in await house.deliveries()].count(state) == count

    await until(reached, what=f"{count} deliveries {state}")


def _tried(there: Receiver, number: int) -> bool:
    return len(there.got) >= number


@pytest.mark.covers("N10", "N6")
async def test_a_webhook_gets_signed_words_and_then_better_ones(house: Home, there: Receiver) -> None:
    await house.channel(_hook(there, headers={"Authorization": "Bearer abc"}))
    async with house.delivering():
        event = await house.event("A person walked by.")
        await house.fire(event)
        await _state(house, "sent")
        await house.reword(event, "A postman brought a letter.")
        await house.fire(event, stage="words")
        await until(lambda: len(there.got) == 2)
        await _state(house, "sent")
    first, second = there.got
    said = json.loads(first.body)
    assert (said["version"], said["type"], said["notice"]["text"]) == (1, "notice.opened", "A person walked by.")
    assert said["event"]["camera_name"] == "Garden"
    assert said["links"]["event"] == f"https://argus.example.org/events/{event}"
    assert first.headers["authorization"] == "Bearer abc"
    stamp = first.headers["argus-timestamp"]
    assert first.headers["argus-signature"] == f"v1={sign(SECRET, stamp, first.body)}"
    assert json.loads(second.body)["id"] == said["id"]
    assert json.loads(second.body)["notice"]["text"] == "A postman brought a letter."
    assert first.headers["idempotency-key"] != second.headers["idempotency-key"]


@pytest.mark.covers("N9", "N20")
async def test_a_kill_between_send_and_record_repeats_a_webhook_under_the_same_key(
    house: Home, there: Receiver
) -> None:
    await house.channel(_hook(there))
    there.hangs_seconds = 30
    async with house.delivering():
        await house.fire(await house.event())
        await until(lambda: len(there.got) == 1)
    assert [each.state for each in await house.deliveries()] == ["sending"]
    there.hangs_seconds = 0
    house.connect()
    async with house.delivering():
        await _state(house, "sent")
    assert [got.headers["idempotency-key"] for got in there.got] == [there.got[0].headers["idempotency-key"]] * 2


@pytest.mark.covers("N9", "N20")
async def test_a_kill_between_send_and_record_leaves_an_unknown_outcome_where_nothing_can_be_replaced(
    house: Home, there: Receiver
) -> None:
    await house.channel({"kind": "apprise", "url": f"json://127.0.0.1:{there.port}/x"})
    there.hangs_seconds = 3
    async with house.delivering():
        await house.fire(await house.event())
        await until(lambda: len(there.got) == 1)
    house.connect()
    async with house.delivering():
        await _state(house, "unknown")
    assert len(there.got) == 1
    assert any("Nobody knows whether “Apprise” got this" in notice.text for notice in await house.notices())


@pytest.mark.covers("N9", "N20")
async def test_a_receiver_down_for_an_hour_gets_it_then_and_its_owner_is_told_once_going_once_returning(
    house: Home, there: Receiver
) -> None:
    await house.channel(_hook(there))
    there.status = 500
    async with house.delivering():
        await house.fire(await house.event())
        for number in range(1, 6):
            await until(partial(_tried, there, number))
            await _state(house, "waiting")
            house.later(700)
        there.status = 200
        house.later(3600)
        await _state(house, "sent")
    system = [notice.text for notice in await house.notices() if notice.kind == "system"]
    assert system == [
        "Notices do not arrive at “Webhook”. 127.0.0.1 refused it with status 500.",
        "“Webhook” takes notices again.",
    ]


@pytest.mark.covers("N9", "N20")
async def test_a_hanging_receiver_delays_nobody_else(house: Home, there: Receiver) -> None:
    with receiver(hangs_seconds=60) as dead:
        await house.channel(_hook(dead), name="Dead")
        await house.channel(_hook(there), name="Alive")
        async with house.delivering():
            for _ in range(3):
                await house.fire(await house.event(), urgent=False, rule_id=(await house.event()))
            await _state(house, "sent", 3)
            assert len(dead.got) == 1


@pytest.mark.covers("N9", "N20")
@pytest.mark.parametrize("status", [301, 400, 401, 404, 413])
async def test_what_would_fail_again_is_given_up_and_can_be_sent_again(
    house: Home, there: Receiver, status: int
) -> None:
    await house.channel(_hook(there))
    there.status, there.headers = status, {"location": "http://169.254.169.254/"}
    async with house.delivering():
        await house.fire(await house.event())
        await _state(house, "failed")
        there.status = 200
        [failed] = await house.deliveries(state="failed")
        await house.notifying.deliveries.resend(house.anna, failed.id)
        await _state(house, "sent")
    assert len(there.got) == 2


@pytest.mark.covers("N9", "N20")
async def test_a_429_waits_as_long_as_it_says(house: Home, there: Receiver) -> None:
    await house.channel(_hook(there))
    there.statuses, there.headers = [429], {"retry-after": "120"}
    async with house.delivering():
        await house.fire(await house.event())
        await _state(house, "waiting")
        await until(lambda: len(there.got) == 1)

        async def waits() -> bool:
            [each] = await house.deliveries()
            return each.state == "waiting" and each.tries == 1

        await until(waits)
        [each] = await house.deliveries()
        assert each.next_try_at is not None
        assert (each.next_try_at - house.clock.now()).total_seconds() == 120
        house.later(121)
        await _state(house, "sent")


@pytest.mark.covers("N20")
async def test_a_channel_that_is_removed_takes_what_is_queued_along(house: Home, there: Receiver) -> None:
    made = await house.channel(_hook(there))
    await house.fire(await house.event())
    await house.notifying.channels.remove(Who(house.anna, administrator=True), made.id, although_used=False)
    async with house.delivering():
        await house.fire(await house.event())
    assert (await house.deliveries(), there.got) == ([], [])


@pytest.mark.covers("N10", "N20")
async def test_no_webhook_goes_inside_before_an_administrator_allows_it(house: Home, there: Receiver) -> None:
    made = await house.channel(_hook(there))
    await house.notifying.channels.change_house(ChannelHousePatch(reach="internet"))
    with pytest.raises(BadInput, match="lies within this machine"):
        await house.channel(_hook(there))
    tested = await house.notifying.channels.test(Who(house.anna, administrator=True), made.id)
    assert (tested.sent, "lies within this machine" in tested.sentence, there.got) == (False, True, [])
