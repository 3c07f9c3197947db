"""Outages in the database: told once, over restarts, a busy database and deleted cameras (C4)."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL

from argusai.kit.db import Database, Session
from argusai.kit.errors import Unavailable
from argusai.live.models import UpdateRow
from argusai.pipeline.capture.cameras.models import CameraRow
from argusai.pipeline.capture.outages.retention import OutageRetention
from tests.support.outages import DOOR, YARD, Program, a_program

pytestmark = pytest.mark.covers("C4")


@pytest.fixture
async def program(database: Database) -> AsyncIterator[Program]:
    async with a_program(database) as made:
        yield made


async def killed_and_started(program: Program, off_seconds: float) -> Program:
    """Nothing is said any more; another run of the program begins `off_seconds` later."""
    program.clock.advance(off_seconds)
    again = Program(clock=program.clock, database=program.database)
    await again.start()
    return again


async def step(program: Program, seconds: int) -> None:
    """Written as it happens."""
    for _ in range(seconds):
        program.wait(1)
        await program.intake.flush()


async def test_the_owner_is_told_once_going_and_once_returning(program: Program) -> None:
    program.down(DOOR)
    await step(program, 180)
    program.up(DOOR)
    await step(program, 180)
    assert program.kinds() == ["outage.changed", "outage.began", "outage.ended"]
    [row] = await program.rows()
    last = program.told[-1][1]["outage"]
    assert last["sentence"] == "Front door was blind from 12:00 to 12:03: the camera did not answer."
    assert (
        program.told[1][1]["outage"]["sentence"] == "Front door has been blind since 12:00: the camera did not answer."
    )
    assert (row.news, last["news"], last["seconds"]) == (2, 2, 180)


async def test_what_is_too_short_to_tell_is_listed_without_news(program: Program) -> None:
    program.down(DOOR)
    await step(program, 30)
    program.up(DOOR)
    await step(program, 2)
    assert program.kinds() == ["outage.changed", "outage.changed"]
    assert [(row.told, row.news) for row in await program.rows()] == [(False, None)]


async def test_two_cameras_at_once_are_told_each(program: Program) -> None:
    program.down(DOOR)
    program.down(YARD, "wrong-password")
    await step(program, 70)
    program.up(YARD)
    program.up(DOOR)
    await step(program, 2)
    assert sorted(program.kinds()) == ["outage.began"] * 2 + ["outage.changed"] * 2 + ["outage.ended"] * 2
    assert sorted(row.news or 0 for row in await program.rows()) == [3, 4]


async def test_hundreds_of_flaps_are_one_row_and_one_update(program: Program) -> None:
    for n in range(300):
        program.away(2)
        program.wait(1)
        if n % 20 == 0:
            await program.intake.flush()
    await program.intake.flush()
    assert [(row.kind, row.times) for row in await program.rows()] == [("flaps", 300)]
    assert program.kinds() == ["outage.changed"]


async def test_killed_while_one_is_open_it_is_closed_at_the_next_start(program: Program) -> None:
    program.down(DOOR)
    await step(program, 130)
    again = await killed_and_started(program, 600)
    rows = await again.rows()
    assert [row.kind for row in rows if row.ended_at is None] == []
    away = next(row for row in rows if row.kind == "away")
    stopped = [row for row in rows if row.kind == "not-running"]
    assert away.seconds == pytest.approx(125, abs=10)  # as far as the last heartbeat
    assert {row.camera_id for row in stopped} == {DOOR, YARD}
    assert all(row.began_at == away.ended_at and row.ended_at == again.clock.now() for row in stopped)
    assert again.kinds() == ["outage.ended", "outage.ended"]
    assert "Yard was not watched from 12:0" in again.told[1][1]["outage"]["sentence"]


async def test_killed_again_and_again_leaves_at_most_one_open(program: Program) -> None:
    for _ in range(5):
        program.down(DOOR)
        await step(program, 100)
        assert sum(row.ended_at is None for row in await program.rows()) == 1
        program = await killed_and_started(program, 5)
        program.watch(DOOR, YARD)


async def test_one_that_goes_on_after_a_restart_is_not_told_again_but_its_end_is(program: Program) -> None:
    program.down(DOOR)
    await step(program, 70)
    await program.intake.close()  # a stop in order
    again = await killed_and_started(program, 5)
    again.follower.watch([DOOR, YARD])
    again.is_now(DOOR, "connecting")
    again.is_now(YARD, "connected")
    await step(again, 2)
    again.down(DOOR)
    await step(again, 200)
    assert again.kinds() == ["outage.changed"]
    assert [row.news for row in await again.rows()] == [2, 1]
    again.up(DOOR)
    await step(again, 2)
    assert again.kinds() == ["outage.changed", "outage.ended"]


async def test_what_was_told_after_the_last_heartbeat_was_still_watched(program: Program) -> None:
    """Else an event would lie in a time of which it is said that nothing was watched."""
    program.clock.advance(40)
    event = program.clock.now()
    async with program.database.write() as session:
        await session.execute(sa.insert(UpdateRow).values(kind="event.opened", body={}, at=event))
    again = await killed_and_started(program, 20)
    assert [row.began_at for row in await again.rows()] == [event, event]


async def test_a_restart_of_a_moment_is_nothing(program: Program) -> None:
    await step(program, 61)
    again = await killed_and_started(program, 3)
    assert (await again.rows(), again.told) == ([], [])


async def test_the_first_start_of_all_is_nothing(program: Program) -> None:
    assert await program.rows() == []


async def test_a_clock_that_was_set_back_while_off_tells_nothing_wrong(program: Program) -> None:
    program.down(DOOR)
    await step(program, 20)
    again = await killed_and_started(program, -3600)
    [row] = await again.rows()
    assert row.ended_at is not None
    assert row.ended_at >= row.began_at


async def test_a_busy_database_holds_nobody_up_and_loses_nothing(program: Program, database_url: URL) -> None:
    hurried = Database(database_url, busy_seconds=0.01)
    program.intake._database = hurried
    async with program.database.write() as session:
        await session.execute(sa.text("SELECT 1"))  # takes the lock
        for _ in range(200):
            program.away(3, YARD)
            program.wait(1)
        program.away(90)
        with pytest.raises(Unavailable):
            await program.intake.flush()
    await program.intake.flush()
    await hurried.close()
    assert [(row.kind, row.times, row.told) for row in await program.rows()] == [
        ("away", 1, True),
        ("flaps", 200, False),
    ]
    assert program.kinds() == ["outage.changed", "outage.ended"]


async def test_a_camera_deleted_during_an_outage_takes_it_along(program: Program) -> None:
    program.down(DOOR)
    program.down(YARD)
    await step(program, 20)
    async with program.database.write() as session:
        await session.execute(sa.delete(CameraRow).where(CameraRow.id == DOOR))
    await step(program, 60)  # the follower does not know yet
    program.follower.watch([YARD])
    program.up(YARD)
    await step(program, 2)
    assert [row.camera_id for row in await program.rows()] == [YARD]


async def test_old_ones_go_with_the_events_of_their_time(program: Program) -> None:
    program.away(20)
    await program.intake.flush()
    program.clock.advance(timedelta(days=3).total_seconds())
    program.away(30)
    program.down(YARD)
    await step(program, 20)

    async def two_days() -> int:
        return 2

    assert await OutageRetention(program.database, two_days, program.clock).run() == 1
    assert len(await program.rows()) == 2


async def test_a_word_that_comes_twice_is_told_once(program: Program) -> None:
    program.down(DOOR)
    program.wait(70)
    going = next(iter(program.intake._waiting.values()))
    over = replace(going, ended_at=program.clock.now())
    for word in (going, going, over, over):
        program.intake.take(replace(word))
        await program.intake.flush()
    assert (program.kinds().count("outage.began"), program.kinds().count("outage.ended")) == (1, 1)


async def test_a_word_that_comes_while_the_one_before_is_written_is_kept(program: Program) -> None:
    program.down(DOOR)
    program.wait(20)
    program.up(DOOR)
    over = next(iter(program.intake._waiting.values()))
    program.intake._waiting[over.id] = replace(over, ended_at=None)
    announce = program.intake._announce

    async def meanwhile(session: Session, kind: str, body: dict[str, Any]) -> None:
        program.intake.take(over)
        await announce(session, kind, body)

    program.intake._announce = meanwhile
    await program.intake.flush()
    program.intake._announce = announce
    await program.intake.flush()
    assert [row.ended_at for row in await program.rows()] == [over.ended_at]
