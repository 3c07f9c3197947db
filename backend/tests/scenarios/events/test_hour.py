"""An hour over midnight with four vendors that fail in every way, and a program that is killed again and again."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import URL

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.pipeline.events.description.describers.schemas import DescribingPatch
from argusai.pipeline.events.description.providers.contract import Kind
from argusai.pipeline.events.description.providers.registry import provider
from argusai.pipeline.events.description.requests.repository import RequestRepository
from argusai.pipeline.events.history.models import EventRow
from tests.support.describing import Described, a_describing
from tests.support.events import a_history, a_track
from tests.support.models_served import KEY
from tests.support.moody import Vendor, models, turn, vendors

pytestmark = pytest.mark.soak
EVENING = datetime(2026, 1, 1, 23, 30, tzinfo=UTC)
KINDS: tuple[Kind, ...] = ("openai", "anthropic", "gemini", "xai")
DOLLARS_A_MILLION = 10
# What half an hour of it may take, after midnight there is a new day's: far too little, and more than it can cost.
TIGHT, AMPLE = 2.0, 20.0
_TICK = 15
_BETWEEN_EVENTS, _BETWEEN_MOODS = 30, 120
_ROUNDS = 60


@dataclass
class Hour:
    described: Described
    vendors: list[Vendor]
    by: random.Random
    day_cap: float
    kills: int = 0
    wrong_turns: list[str] = field(default_factory=list)

    async def happen(self, number: int) -> None:
        start = self.described.history.clock.now()
        kind = self.by.choice(["car", "person", "person", "stays"])
        track = a_track("car" if kind == "car" else "person", number, start)
        if kind == "stays":
            track = a_track("person", number, start, last_seen_at=start + timedelta(seconds=70))
        await self.described.event(self.by.choice(["opened", "closed"]), tracks=(track,), most_at_once={track.label: 1})

    async def pass_by(self) -> None:
        """A tick: what is due is carried out, unless a kill comes in the middle of it."""
        self.described.history.clock.advance(_TICK)
        for _ in range(_ROUNDS):
            before = await self._due()
            started = len(self.described.jobs.started)
            await self.described.describing.queue.round()
            if not self.described.describing.queue.running:
                break
            if self.by.random() < 0.1:
                await self._kill()
                break
            await self.described.describing.queue.settled()
            self._judge(before, set(self.described.jobs.started[started:]))
        await self._within_caps()

    async def _kill(self) -> None:
        """At any moment of any step."""
        for _ in range(self.by.randrange(2_000)):
            await asyncio.sleep(0)
        await self.described.kill()
        self.kills += 1
        for vendor in self.vendors:
            vendor.forgive()

    async def _due(self) -> dict[str, int]:
        async with self.described.history.database.read() as session:
            rows = await RequestRepository(session).due(self.described.history.clock.now(), 10_000, "main")
        return {f"{row.event_id}:describe:{row.number}": row.priority for row in rows}

    def _judge(self, due: dict[str, int], begun: set[str]) -> None:
        """None that was due is begun before a more important one."""
        first = sorted(due.values(), reverse=True)[: len(begun & due.keys())]
        if sorted((due[each] for each in begun & due.keys()), reverse=True) != first:
            self.wrong_turns.append(f"{len(begun)} of {len(due)}")

    async def _within_caps(self) -> None:
        spent: dict[str, int] = {}
        for call in await self.described.calls():
            spent[call.day] = spent.get(call.day, 0) + call.counts
        assert all(each <= self.day_cap * 1e6 for each in spent.values()), spent


@pytest.fixture
def database_url(either_url: URL) -> URL:
    return either_url


@pytest.fixture(params=[(4711, AMPLE), (42, TIGHT)], ids=["ample", "tight"])
async def hour(request: pytest.FixtureRequest, database: Database, tmp_path: Path) -> AsyncIterator[Hour]:
    clock, (seed, day_cap) = SimulatedClock(EVENING), request.param
    with models() as served:
        async with (
            vendors(served, clock, KINDS) as each,
            a_history(database, tmp_path / "media", clock) as history,
            a_describing(history, provider) as described,
        ):
            price = {
                "input_price": DOLLARS_A_MILLION,
                "output_price": DOLLARS_A_MILLION,
                "at_home": False,
                "api_key": KEY,
            }
            waits = {"one_frame_seconds": 1, "several_frames_seconds": 1}
            for vendor in each:
                await described.add(vendor.kind, kind=vendor.kind, base_url=vendor.url, model="m", **price, **waits)
            await described.describing.describers.choose(DescribingPatch(day_cap=day_cap))
            yield Hour(described, each, random.Random(seed), day_cap)


async def _whole_hour(hour: Hour) -> int:
    number = 0
    for second in range(0, 3600, _TICK):
        if second % _BETWEEN_MOODS == 0:
            await turn(hour.vendors, hour.by)
        if second % _BETWEEN_EVENTS == 0:
            number += 1
            await hour.happen(number)
        await hour.pass_by()
    for vendor in hour.vendors:
        await vendor.become("well")
    for _ in range(30):
        hour.described.history.clock.advance(300)
        await hour.pass_by()
    return number


@pytest.mark.timeout(1800)
@pytest.mark.covers("D1", "D2", "D4", "D9", "D20")
async def test_every_event_is_described_once_within_the_caps_and_every_bill_is_in_the_ledger(hour: Hour) -> None:
    events = await _whole_hour(hour)
    requests, versions, calls = [await each() for each in _tables(hour.described)]
    assert hour.kills >= 8
    assert hour.wrong_turns == []
    # One result for each request, and no event without one.
    assert {each.state for each in requests} <= {"done", "given-up"}
    assert len({each.event_id for each in requests}) == events
    assert sorted(each.id for each in requests if each.state == "done") == sorted(each.request_id for each in versions)
    given_up = {each.outcome for each in requests if each.state == "given-up"}
    assert all("no-money" in outcome for outcome in given_up), given_up
    assert all(event.text for event in await hour.described.rows(EventRow)), "built-in words stand for them"
    # Whoever went without words did so because the money of that day was gone, and not because others held it.
    worst = max(each.counts for each in calls if each.state == "unsure")
    left = {day: hour.day_cap * 1e6 - sum(each.counts for each in calls if each.day == day) for day in _days(calls)}
    gone = [f"{each.ended_at:%Y-%m-%d}" for each in requests if each.state == "given-up"]
    assert all(left[day] < worst for day in gone), (left, worst)
    done = sum(each.state == "done" for each in requests)
    assert done == events if hour.day_cap == AMPLE else events / 4 < done < events
    # Each bill is booked once, at its price, or is among what is unsure.
    billed = sorted(tokens for vendor in hour.vendors for tokens in vendor.billed)
    lost = [tokens for vendor in hour.vendors for tokens in vendor.lost]
    booked = sorted(each.input_tokens for each in calls if each.input_tokens is not None)
    unsure = [each for each in calls if each.state == "unsure"]
    assert len(set(booked)) == len(booked)
    assert set(booked) <= set(billed)
    assert {each.state for each in calls} == {"booked", "unsure"}
    for call in calls:
        if call.input_tokens is not None:
            assert call.counts == (call.input_tokens + 1) * DOLLARS_A_MILLION
    unbooked = set(billed) - set(booked)
    assert len(unbooked) + len(lost) <= len(unsure), "what a kill or a cut took is unsure"
    true_cost = sum((tokens + 1) * DOLLARS_A_MILLION for tokens in [*billed, *lost])
    assert true_cost <= sum(each.counts for each in calls)
    sure = sum(each.counts for each in calls if each.state == "booked")
    assert sure == sum((tokens + 1) * DOLLARS_A_MILLION for tokens in booked), "what was not answered costs nothing"
    assert sum(vendor.early for vendor in hour.vendors) == 0, "a pause that was asked for is kept"
    asked = {vendor.kind: vendor.asked for vendor in hour.vendors}
    assert min(asked.values()) > 0
    failures = Counter(each.failure for each in calls)
    print(
        f"{events} events, {len(requests)} requests, {done} described, {len(calls)} calls, {hour.kills} kills, "
        f"{len(billed)} bills of which {len(booked)} booked, {len(lost)} lost, {len(unsure)} unsure, "
        f"servers {true_cost}, sure {sure}, counted {sum(each.counts for each in calls)}, {dict(failures)}, {given_up}"
    )


def _days(calls: list[Any]) -> set[str]:
    return {each.day for each in calls}


def _tables(described: Described) -> list[Any]:
    return [described.requests, described.versions, described.calls]
