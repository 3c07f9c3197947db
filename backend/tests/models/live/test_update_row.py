import pytest
import sqlalchemy as sa

from argusai.kit.clock import SystemClock
from argusai.kit.db import Database
from argusai.live.models import UpdateRow
from argusai.live.repository import Reach, UpdateRepository


async def add(database: Database, count: int) -> list[int]:
    rows = [UpdateRow(kind="camera.changed", body={"umlaut": "ü"}, at=SystemClock().now()) for _ in range(count)]
    async with database.write() as session:
        for row in rows:
            await UpdateRepository(session).add(row)
    return [row.id for row in rows]


@pytest.mark.covers("F15")
async def test_cursors_rise_and_are_never_used_again(database: Database) -> None:
    assert await add(database, 3) == [1, 2, 3]
    async with database.write() as session:
        await session.execute(sa.delete(UpdateRow))
    assert await add(database, 1) == [4]


@pytest.mark.covers("F15")
async def test_the_reach_is_what_is_left(database: Database) -> None:
    async with database.read() as session:
        assert await UpdateRepository(session).reach() == Reach(0, 0)
    await add(database, 5)
    async with database.write() as session:
        repository = UpdateRepository(session)
        last = await repository.last_to_trim(SystemClock().now().replace(year=2000), most=2)
        await repository.trim(last)
        assert (last, await repository.reach()) == (3, Reach(3, 5))


@pytest.mark.covers("F15")
async def test_the_newest_row_is_never_trimmed(database: Database) -> None:
    await add(database, 5)
    async with database.read() as session:
        assert await UpdateRepository(session).last_to_trim(SystemClock().now().replace(year=2999), most=0) == 4
