"""The real table and the real hub; only the WebSocket is missing."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.live.subscription import Restarting, Subscription, TooSlow
from argusai.live.updates import LiveUpdates, UpdateLimits
from tests.support.waiting import until

ANNA, BERT = uuid4(), uuid4()
SECONDS = 5


@pytest.fixture
def updates(database: Database, clock: SimulatedClock) -> LiveUpdates:
    return LiveUpdates(database, clock)


async def announce(database: Database, updates: LiveUpdates, *bodies: dict[str, Any]) -> None:
    async with database.write() as session:
        for body in bodies:
            await updates.announce(session, "event.opened", body)


def numbered(first: int, last: int) -> list[dict[str, Any]]:
    return [{"n": number} for number in range(first, last + 1)]


async def heard(subscription: Subscription, count: int) -> list[dict[str, Any]]:
    return [json.loads(await asyncio.wait_for(anext(subscription), SECONDS)) for _ in range(count)]


async def numbers(subscription: Subscription, count: int) -> list[int]:
    """Whatever beats come in between on a slow machine."""
    found: list[int] = []
    while len(found) < count:
        told = await heard(subscription, count - len(found))
        found += [message["body"]["n"] for message in told if message["kind"] != "beat"]
    return found


@asynccontextmanager
async def greeted(
    updates: LiveUpdates, after: int | None = None, user_id: UUID = ANNA
) -> AsyncIterator[tuple[Subscription, dict[str, Any]]]:
    with updates.subscribe(None if after is None else str(after), user_id) as subscription:
        (hello,) = await heard(subscription, 1)
        yield subscription, hello


@pytest.mark.covers("F15")
async def test_a_change_is_told_after_its_commit_with_a_cursor(database: Database, updates: LiveUpdates) -> None:
    async with updates.running(), greeted(updates) as (subscription, hello):
        assert hello == {"kind": "hello", "cursor": 0, "reset": False}
        await announce(database, updates, {"n": 1})
        assert await heard(subscription, 1) == [{"kind": "event.opened", "cursor": 1, "body": {"n": 1}}]


@pytest.mark.covers("F15")
async def test_a_change_that_is_rolled_back_is_never_told(database: Database, updates: LiveUpdates) -> None:
    async with updates.running(), greeted(updates) as (subscription, _):
        with pytest.raises(ZeroDivisionError):
            async with database.write() as session:
                await updates.announce(session, "event.opened", {"n": 1})
                raise ZeroDivisionError
        await announce(database, updates, {"n": 2})
        assert await numbers(subscription, 1) == [2]


@pytest.mark.covers("F15")
async def test_a_client_that_comes_back_hears_what_it_missed(database: Database, updates: LiveUpdates) -> None:
    async with updates.running():
        async with greeted(updates) as (subscription, _):
            await announce(database, updates, *numbered(1, 3))
            await heard(subscription, 2)
        await announce(database, updates, *numbered(4, 1200))
        async with greeted(updates, after=2) as (subscription, hello):
            assert hello == {"kind": "hello", "cursor": 2, "reset": False}
            assert await numbers(subscription, 1198) == list(range(3, 1201))


@pytest.mark.covers("F15")
async def test_hundreds_of_updates_while_connecting_come_once_and_in_order(
    database: Database, updates: LiveUpdates
) -> None:
    async with updates.running():
        await announce(database, updates, *numbered(1, 100))

        async def keep_changing() -> None:
            for number in range(101, 401):
                await announce(database, updates, {"n": number})

        changing = asyncio.create_task(keep_changing())
        told = []
        for after in (0, 50, 99):
            async with greeted(updates, after) as (subscription, _):
                told.append(await numbers(subscription, 400 - after))
        await changing
    assert told == [list(range(after + 1, 401)) for after in (0, 50, 99)]


@pytest.mark.covers("F15")
async def test_what_is_for_one_person_reaches_nobody_else(database: Database, updates: LiveUpdates) -> None:
    await announce(database, updates, {"user_id": str(ANNA), "n": 1}, {"user_id": str(BERT), "n": 2}, {"n": 3})
    async with updates.running(), greeted(updates, 0, ANNA) as (anna, _), greeted(updates, 0, BERT) as (bert, _):
        await announce(database, updates, {"user_id": str(ANNA), "n": 4}, {"user_id": str(BERT), "n": 5}, {"n": 6})
        assert (await numbers(anna, 4), await numbers(bert, 4)) == ([1, 3, 4, 6], [2, 3, 5, 6])


@pytest.mark.covers("F15", "F32")
async def test_as_it_happens_too_each_hears_only_what_is_theirs(database: Database, updates: LiveUpdates) -> None:
    async with updates.running(), greeted(updates, None, ANNA) as (anna, _), greeted(updates, None, BERT) as (bert, _):
        told = asyncio.gather(numbers(anna, 2), numbers(bert, 2))
        await until(lambda: updates.connected == 2)
        await announce(database, updates, {"user_id": str(ANNA), "n": 4}, {"user_id": str(BERT), "n": 5}, {"n": 6})
        annas, berts = await told
        assert (annas, berts) == ([4, 6], [5, 6])


@pytest.mark.covers("F15")
@pytest.mark.parametrize("after", ["4", "-1", "none", "9" * 30, "٣", ""])
async def test_a_cursor_that_is_not_ours_resets_the_client(
    database: Database, updates: LiveUpdates, after: str
) -> None:
    await announce(database, updates, *numbered(1, 3))
    async with updates.running():
        with updates.subscribe(after, ANNA) as subscription:
            assert await heard(subscription, 1) == [{"kind": "hello", "cursor": 3, "reset": True}]


@pytest.mark.covers("F15")
async def test_a_cursor_from_before_the_trimming_resets_the_client(database: Database, clock: SimulatedClock) -> None:
    updates = LiveUpdates(database, clock, UpdateLimits(kept_rows=10))
    await announce(database, updates, *numbered(1, 30))
    async with updates.running():
        async with greeted(updates, after=19) as (_, hello):
            assert hello["reset"] is True
        async with greeted(updates, after=20) as (subscription, hello):
            assert hello["reset"] is False
            assert await numbers(subscription, 10) == list(range(21, 31))


@pytest.mark.covers("F15")
async def test_old_updates_go_but_their_cursor_stays_known(
    database: Database, updates: LiveUpdates, clock: SimulatedClock
) -> None:
    await announce(database, updates, *numbered(1, 5))
    clock.advance(25 * 3600)
    async with updates.running(), greeted(updates, after=5) as (subscription, hello):
        assert hello == {"kind": "hello", "cursor": 5, "reset": False}
        await announce(database, updates, {"n": 6})
        assert await heard(subscription, 1) == [{"kind": "event.opened", "cursor": 6, "body": {"n": 6}}]


@pytest.mark.covers("F15")
async def test_rows_trimmed_under_a_client_that_catches_up_send_it_away(
    database: Database, clock: SimulatedClock
) -> None:
    updates = LiveUpdates(database, clock, UpdateLimits(batch=5, kept_rows=3, look_seconds=0.01, trim_seconds=60))
    async with updates.running():
        await announce(database, updates, *numbered(1, 20))
        await until(lambda: updates.position == 20)
        async with greeted(updates, after=0) as (subscription, _):
            assert await numbers(subscription, 5) == [1, 2, 3, 4, 5]
            clock.advance(61)
            await until(lambda: updates.before_oldest)
            with pytest.raises(TooSlow):
                await heard(subscription, 1)


@pytest.mark.covers("F15")
async def test_a_client_that_falls_behind_reads_the_rest_from_the_table(
    database: Database, clock: SimulatedClock
) -> None:
    updates = LiveUpdates(database, clock, UpdateLimits(waiting_most=10))
    async with updates.running(), greeted(updates) as (slow, _):
        reading = asyncio.create_task(heard(slow, 1))
        await until(lambda: updates.connected)
        await announce(database, updates, *numbered(1, 30))
        await reading
        assert updates.connected == 0
        assert await numbers(slow, 29) == list(range(2, 31))
        more = asyncio.create_task(numbers(slow, 1))
        await until(lambda: updates.connected)
        await announce(database, updates, {"n": 31})
        assert await more == [31]


@pytest.mark.covers("F15")
async def test_perishable_updates_have_no_cursor_and_are_dropped_first(
    database: Database, clock: SimulatedClock
) -> None:
    updates = LiveUpdates(database, clock, UpdateLimits(waiting_most=3))
    async with updates.running(), greeted(updates) as (subscription, _):
        waiting = asyncio.create_task(heard(subscription, 1))
        await until(lambda: updates.connected)
        updates.publish_perishable("camera.health", {"n": 0})
        assert await waiting == [{"kind": "camera.health", "cursor": None, "body": {"n": 0}}]
        for number in range(1, 10):
            updates.publish_perishable("camera.health", {"n": number})
        assert await numbers(subscription, 3) == [1, 2, 3]


@pytest.mark.covers("F15")
async def test_a_quiet_client_hears_a_beat(database: Database, clock: SimulatedClock) -> None:
    updates = LiveUpdates(database, clock, UpdateLimits(beat_seconds=0.02))
    async with updates.running(), greeted(updates) as (subscription, _):
        assert await heard(subscription, 2) == [{"kind": "beat"}, {"kind": "beat"}]


@pytest.mark.covers("F15")
async def test_going_down_asks_every_client_to_come_back(updates: LiveUpdates) -> None:
    async with updates.running():
        with updates.subscribe(None, ANNA) as subscription:
            await heard(subscription, 1)
            waiting = asyncio.create_task(heard(subscription, 1))
            await until(lambda: updates.connected)
            async with updates.running():  # any lifetime that ends
                pass
            with pytest.raises(Restarting):
                await waiting


@pytest.mark.covers("F15")
async def test_what_another_program_wrote_is_found_by_looking(database: Database, clock: SimulatedClock) -> None:
    updates = LiveUpdates(database, clock, UpdateLimits(look_seconds=0.02))
    other = LiveUpdates(database, clock)
    async with updates.running(), greeted(updates) as (subscription, _):
        await announce(database, other, {"n": 1})
        assert await numbers(subscription, 1) == [1]
