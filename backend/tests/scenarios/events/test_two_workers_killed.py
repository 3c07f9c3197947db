"""Two programs describe from one PostgreSQL with two vendors, and one after the other is killed in the middle of a
question and does not return."""

import asyncio
import random
import sys
from asyncio.subprocess import Process
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.pipeline.events.description.describers.schemas import DescribingPatch
from tests.support.describing import Described, a_describing
from tests.support.events import a_history, a_track
from tests.support.moody import Vendor, models, vendors
from tests.support.waiting import until

pytestmark = pytest.mark.soak
DOLLARS_A_MILLION = 10
_EVENTS, _MORE, _KILLS = 40, 20, 4
_LEASE_SECONDS = "6"
_THINKS_SECONDS = 0.4
_ENDS_WITHIN = 240


@dataclass
class House:
    described: Described
    vendors: list[Vendor]
    workers: list[Process]
    command: list[str]
    names: "count[int]"

    async def hire(self) -> None:
        worker = await asyncio.create_subprocess_exec(*self.command, f"worker-{next(self.names)}", _LEASE_SECONDS)
        self.workers.append(worker)

    async def kill_one(self, luck: random.Random) -> None:
        """While both are asking."""
        asked = sum(vendor.asked for vendor in self.vendors)
        await until(lambda: sum(each.asked for each in self.vendors) > asked + 4, 60)
        await asyncio.sleep(luck.random() * _THINKS_SECONDS)
        assert any(each.thinking for each in self.vendors)
        killed = self.workers.pop(0)
        killed.kill()
        await killed.wait()
        await self.hire()

    async def happen(self, events: int) -> None:
        for number in range(events):
            start = self.described.history.clock.now()
            await self.described.event("closed", tracks=(a_track("person", number, start),), most_at_once={"person": 1})

    async def over(self) -> bool:
        return {each.state for each in await self.described.requests()} <= {"done", "given-up"}


@asynccontextmanager
async def _house(url: URL, folder: Path) -> AsyncIterator[House]:
    database, clock, workers = Database(url), SimulatedClock(datetime.now(UTC)), list[Process]()
    command = [sys.executable, "-m", "tests.support.describe_child", url.render_as_string(hide_password=False)]
    try:
        with models() as served:
            async with (
                vendors(served, clock, ("compatible", "compatible")) as both,
                a_history(database, folder / "media", clock) as history,
                a_describing(history) as described,
            ):
                for number, vendor in enumerate(both):
                    vendor.thinks_seconds = _THINKS_SECONDS
                    prices = {"input_price": DOLLARS_A_MILLION, "output_price": DOLLARS_A_MILLION}
                    await described.add(f"Vendor {number}", base_url=vendor.url, at_home=False, **prices)
                await described.describing.describers.choose(DescribingPatch(reuse=False))
                house = House(described, both, workers, [*command, str(folder / "media")], count())
                for _ in range(2):
                    await house.hire()
                yield house
    finally:
        for worker in workers:
            worker.kill()
            await worker.wait()
        await database.close()


@pytest.mark.timeout(900)
@pytest.mark.covers("D1", "D9", "D20")
async def test_two_workers_and_kills_describe_each_event_once_and_book_each_bill(
    postgresql_url: URL, tmp_path: Path
) -> None:
    luck = random.Random(7)
    async with _house(postgresql_url, tmp_path) as house:
        described = house.described
        await house.happen(_EVENTS)
        for _ in range(_KILLS):
            await house.kill_one(luck)
        await until(house.over, _ENDS_WITHIN)
        assert {each.state for each in await described.requests()} == {"done"}
        counts = [each.counts for each in await described.calls()]
        # Room for three questions at a time, whoever asks them: who comes when there is none waits for what they cost.
        cap = (sum(counts) + 3 * max(counts)) / 1e6
        await described.describing.describers.choose(DescribingPatch(day_cap=cap))
        await house.happen(_MORE)
        await until(house.over, _ENDS_WITHIN)
        requests, versions, calls = await described.requests(), await described.versions(), await described.calls()
    done = sorted(each.id for each in requests if each.state == "done")
    assert sorted(each.request_id for each in versions) == done
    assert len({each.event_id for each in requests}) == len(requests) == _EVENTS + _MORE
    assert len(done) == _EVENTS + _MORE
    assert any(each.tries > 1 for each in requests), "the cap has room for some at a time"
    assert sum(each.counts for each in calls) <= cap * 1e6
    # Each event is answered once; each bill is booked once, at its price, or is among what is unsure.
    answered = Counter(each.key.split(":")[0] for each in calls if each.answer is not None)
    assert set(answered.values()) == {1}
    assert len(answered) == len(done)
    assert {each.state for each in calls} == {"booked", "unsure"}
    billed = {tokens for vendor in house.vendors for tokens in vendor.billed}
    booked = {each.input_tokens for each in calls if each.input_tokens is not None}
    unsure = [each for each in calls if each.state == "unsure"]
    assert len(unsure) >= 1
    assert booked <= billed
    assert len(billed - booked) <= len(unsure)
    assert sum((tokens + 1) * DOLLARS_A_MILLION for tokens in billed) <= sum(each.counts for each in calls)
    taken_over = sum(each.number > 1 for each in requests)
    assert taken_over > 0
    print(f"{len(calls)} calls, {len(unsure)} unsure, {taken_over} taken over, {len(done)} described")
