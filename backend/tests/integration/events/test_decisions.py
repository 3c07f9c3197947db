"""Decisions are written in portions, grow, and go when they are old, too many, or their camera is deleted (E12)."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.orm import undefer

from argusai.kit.clock import SimulatedClock
from argusai.kit.db import Database
from argusai.kit.errors import Unavailable
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.events.decisions.intake import Intake
from argusai.pipeline.events.decisions.models import DecisionRow
from argusai.pipeline.events.decisions.retention import ROW_BYTES, DecisionRetention
from argusai.pipeline.events.decisions.settings import DecisionSettings
from tests.support.decisions import JPEG, a_decision, after
from tests.support.events import History, a_history
from tests.support.waiting import until

pytestmark = pytest.mark.covers("E12")


@pytest.fixture
async def history(database: Database, tmp_path: Path, clock: SimulatedClock) -> AsyncIterator[History]:
    async with a_history(database, tmp_path / "media", clock) as made:
        yield made


async def stored(database: Database) -> list[DecisionRow]:
    async with database.read() as session:
        query = sa.select(DecisionRow).options(undefer(DecisionRow.picture)).order_by(DecisionRow.began_at)
        return list(await session.scalars(query))


async def take(database: Database, *decisions: Decision) -> None:
    intake = Intake(database)
    for decision in decisions:
        intake.take(decision)
    await intake.flush()


async def test_what_is_noted_is_stored(database: Database, history: History) -> None:
    decision = a_decision(await history.add_camera())
    await take(database, decision)
    [row] = await stored(database)
    assert (row.id, row.reason, row.label, row.picture, row.picture_bytes) == (
        decision.decision_id, "low-score", "person", JPEG, len(JPEG),
    )  # fmt: skip
    assert row.box == [0.4688, 0.2778, 0.5312, 0.5556]


async def test_what_goes_on_grows_and_keeps_its_picture(database: Database, history: History) -> None:
    first = a_decision(await history.add_camera())
    later = replace(first, ended_at=after(60), picture=b"", numbers={"times": 9.0})
    await take(database, first, later, later)
    await take(database, replace(first, ended_at=after(1)))  # late
    [row] = await stored(database)
    assert (row.ended_at, row.numbers, row.picture) == (after(60), {"times": 9.0}, JPEG)


async def test_a_better_picture_replaces_the_first(database: Database, history: History) -> None:
    first = a_decision(await history.add_camera())
    await take(database, first, replace(first, ended_at=after(60), picture=JPEG + b"more"))
    [row] = await stored(database)
    assert (row.picture, row.picture_bytes) == (JPEG + b"more", len(JPEG) + 4)


async def test_no_camera_writes_into_anothers_decision(database: Database, history: History) -> None:
    first = a_decision(await history.add_camera())
    await take(database, first, replace(first, camera_id=await history.add_camera("Yard"), reason="light"))
    assert [row.reason for row in await stored(database)] == ["low-score"]


async def test_decisions_of_an_unknown_camera_are_left_out(database: Database, history: History) -> None:
    kept = a_decision(await history.add_camera())
    await take(database, a_decision(uuid4()), kept)
    assert [row.id for row in await stored(database)] == [kept.decision_id]


async def test_a_deleted_camera_takes_its_decisions_along(database: Database, history: History) -> None:
    camera_id = await history.add_camera()
    await take(database, a_decision(camera_id))
    await history.remove_camera(camera_id)
    assert await stored(database) == []


async def test_many_notes_are_few_transactions(database: Database, history: History) -> None:
    camera_id, intake = await history.add_camera(), Intake(database)
    commits = 0

    def count(_connection: object) -> None:
        nonlocal commits
        commits += 1

    sa.event.listen(database.engine.sync_engine, "commit", count)
    async with asyncio.TaskGroup() as group:
        running = group.create_task(intake.run())
        for _ in range(300):
            intake.take(a_decision(camera_id))
            await asyncio.sleep(0)
        await until(lambda: commits >= 1)
        running.cancel()
    await intake.flush()
    assert len(await stored(database)) == 300
    assert commits <= 3


async def test_a_database_that_is_busy_loses_the_oldest_and_nothing_else(
    database: Database, history: History, database_url: URL
) -> None:
    camera_id = await history.add_camera()
    hurried = Database(database_url, busy_seconds=0.01)
    intake = Intake(hurried)
    async with database.write() as session:
        await session.execute(sa.text("SELECT 1"))  # takes the lock
        for _ in range(600):
            intake.take(a_decision(camera_id))
        with pytest.raises(Unavailable):
            await intake.flush()
    await intake.flush()
    await hurried.close()
    assert (len(await stored(database)), intake.dropped) == (500, 100)


def retention(database: Database, clock: SimulatedClock, **settings: int) -> DecisionRetention:
    return DecisionRetention(database, clock, DecisionSettings.model_validate(settings))


async def test_what_is_too_old_goes(database: Database, history: History) -> None:
    camera_id, clock = await history.add_camera(), history.clock
    old, young = (a_decision(camera_id, clock.now() - timedelta(days=days)) for days in (8, 6))
    await take(database, old, young)
    assert await retention(database, clock, days=7).run() == 1
    assert [row.id for row in await stored(database)] == [young.decision_id]


async def test_when_they_are_too_many_the_oldest_go(database: Database, history: History) -> None:
    camera_id, picture = await history.add_camera(), JPEG + bytes(11_000)
    decisions = [a_decision(camera_id, history.clock.now() - timedelta(seconds=n), picture=picture) for n in range(120)]
    await take(database, *decisions)
    gone = await retention(database, history.clock, most_megabytes=1).run()
    rows = await stored(database)
    assert sum(row.picture_bytes + ROW_BYTES for row in rows) <= 1_000_000
    assert sum(row.picture_bytes + ROW_BYTES for row in rows) >= 900_000
    assert len(rows) == 120 - gone
    assert min(row.began_at for row in rows) == sorted(one.began_at for one in decisions)[gone]


async def test_an_empty_table_needs_no_cleaning(database: Database, clock: SimulatedClock) -> None:
    assert await retention(database, clock, most_megabytes=1).run() == 0
