import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.kit.db import Database
from argusai.kit.sqlite import Connection

pytestmark = pytest.mark.covers("F5")


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Connection]:
    opened = Connection(str(tmp_path / "own.db"), 1.0)
    await opened
    await opened.cursor().execute("CREATE TABLE birds (id INTEGER PRIMARY KEY, name TEXT UNIQUE)")
    yield opened
    await opened.close()


async def test_a_statement_is_one_trip_with_all_its_rows(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    trips = []
    go = Connection._execute

    async def counted(self: Connection, work: Any, *arguments: Any) -> Any:
        trips.append(work)
        return await go(self, work, *arguments)  # type: ignore[no-untyped-call]

    async with database.read() as session:
        await session.execute(sa.text("SELECT 1"))
        monkeypatch.setattr(Connection, "_execute", counted)
        rows = await session.execute(sa.text("VALUES (1), (2), (3)"))
        assert [row[0] for row in rows] == [1, 2, 3]
        assert len(trips) == 1


async def test_a_cursor_tells_what_its_last_statement_did(connection: Connection) -> None:
    cursor = connection.cursor()
    await cursor.executemany("INSERT INTO birds (name) VALUES (?)", [("owl",), ("crow",)])
    assert (cursor.rowcount, cursor.description, await cursor.fetchall()) == (2, None, ())
    await cursor.execute("INSERT INTO birds (name) VALUES (?) RETURNING name", ("wren",))
    assert (cursor.rowcount, cursor.lastrowid, await cursor.fetchall()) == (1, 3, [("wren",)])
    await cursor.execute("UPDATE birds SET name = name || '!'")
    assert (cursor.rowcount, cursor.description) == (3, None)


async def test_a_statement_that_fails_holds_no_lock(connection: Connection, tmp_path: Path) -> None:
    cursor = connection.cursor()
    connection.isolation_level = None
    await cursor.execute("INSERT INTO birds (name) VALUES ('owl')")
    with pytest.raises(sqlite3.IntegrityError):
        await cursor.executemany("INSERT INTO birds (name) VALUES (?)", [("crow",), ("owl",)])
    await connection.rollback()
    with sqlite3.connect(tmp_path / "own.db", timeout=0) as other:
        other.execute("INSERT INTO birds (name) VALUES ('wren')")
    other.close()
