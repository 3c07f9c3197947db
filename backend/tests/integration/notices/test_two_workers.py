"""Two programs deliver from one database: what one has claimed, the other leaves alone until it is surely gone."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from argusai.kit.hold import hold_folder, name_of
from argusai.kit.ids import new_id
from argusai.pipeline.notifications.notices.delivery.promises import LEASE, State
from tests.support.notices import Home
from tests.support.receiver import Receiver
from tests.support.waiting import until

pytestmark = pytest.mark.covers("N9", "N20")


async def _states(house: Home, *states: State) -> None:
    async def reached() -> bool:
        return [each.state for each in await house.deliveries()] == list(states)

    await until(reached, what=f"deliveries {states}")


@contextlib.asynccontextmanager
async def _both(house: Home) -> AsyncIterator[None]:
    """The one that `house` wakes is the second."""
    async with house.delivering("first"):
        house.connect()
        async with house.delivering("second"):
            yield


async def test_two_workers_send_each_notice_once(house: Home, there: Receiver) -> None:
    for name in ("One", "Two"):
        await house.channel({"kind": "webhook", "url": there.url}, name=name)
    for number in range(6):
        await house.fire(await house.event(f"Person {number}."), rule_id=new_id())
    async with _both(house):
        sent: list[State] = ["sent"] * 12
        await _states(house, *sent)
    keys = [got.headers["idempotency-key"] for got in there.got]
    assert (len(keys), len(set(keys))) == (12, 6)


async def test_a_worker_that_starts_leaves_alone_what_another_one_sends(house: Home, there: Receiver) -> None:
    await house.channel({"kind": "webhook", "url": there.url})
    there.hangs_seconds = 60
    async with house.delivering("first"):
        await house.fire(await house.event())
        await until(lambda: len(there.got) == 1)
        house.connect()
        async with house.delivering("second"):
            await _states(house, "sending")
            there.ended.set()
            await _states(house, "sent")
    assert len(there.got) == 1


@pytest.mark.parametrize(("kind", "becomes", "requests"), [("webhook", "sent", 2), ("apprise", "unknown", 1)])
async def test_what_a_killed_worker_had_out_is_another_ones_after_five_minutes(
    house: Home, there: Receiver, kind: str, becomes: State, requests: int
) -> None:
    urls = {"webhook": there.url, "apprise": f"json://127.0.0.1:{there.port}/x"}
    await house.channel({"kind": kind, "url": urls[kind]})
    there.hangs_seconds = 60
    async with house.delivering("first"):
        await house.fire(await house.event())
        await until(lambda: len(there.got) == 1)
    there.ended.set()
    house.connect()
    async with house.delivering("second"):
        await _states(house, "sending")
        house.later(LEASE.total_seconds() + 1)
        await _states(house, becomes)
    assert len(there.got) == requests


async def test_a_slow_worker_still_says_what_arrived(house: Home, there: Receiver) -> None:
    """Its claim ran out, and nobody would send a mail again."""
    await house.channel({"kind": "apprise", "url": f"json://127.0.0.1:{there.port}/x"})
    there.hangs_seconds = 60
    async with house.delivering("first"):
        await house.fire(await house.event())
        await until(lambda: len(there.got) == 1)
        house.connect()
        house.clock.advance(LEASE.total_seconds() + 1)
        async with house.delivering("second"):
            await _states(house, "unknown")
            there.ended.set()
            await _states(house, "sent")
    assert len(there.got) == 1


def test_a_data_folder_has_one_name_for_good(tmp_path: Path) -> None:
    names = []
    for folder in ("a", "a", "b"):
        with hold_folder(tmp_path / folder) as lock:
            names.append(name_of(lock))
    assert names[0] == names[1] != names[2]
    (tmp_path / "a" / ".running").write_bytes(bytes(32))
    with hold_folder(tmp_path / "a") as lock:
        assert name_of(lock).isalnum()
