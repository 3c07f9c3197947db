import asyncio
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.kit.clock import SystemClock
from argusai.kit.db import Database, after_commit, read_url
from argusai.kit.errors import Conflict, StartError, Unavailable
from argusai.kit.ids import new_id
from argusai.kit.migrate import migrate
from argusai.pipeline.notifications.notices.models import CalmRow
from argusai.system.models import SettingRow

NOW = SystemClock().now()


def setting(name: str) -> SettingRow:
    return SettingRow(name=name, value=1, changed_at=NOW)


def nobodys_calm() -> dict[str, Any]:
    """Of a person who is not there."""
    quiet = {"quiet_from": 0, "quiet_until": 0, "zone": "UTC", "pause_seconds": 0}
    return {"person_id": new_id(), **quiet}


async def names(database: Database) -> list[str]:
    async with database.read() as session:
        return list(await session.scalars(sa.select(SettingRow.name).order_by(SettingRow.name)))


@pytest.mark.covers("F5")
async def test_sqlite_runs_in_wal_with_foreign_keys_and_full_sync(database: Database) -> None:
    async with database.read() as session:
        values = [
            await session.scalar(sa.text(f"PRAGMA {name}")) for name in ("journal_mode", "foreign_keys", "synchronous")
        ]
    assert values == ["wal", 1, 2]


@pytest.mark.covers("F5")
async def test_a_failed_block_leaves_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.write() as session:
            session.add(setting("lost"))
            await session.flush()
            raise ZeroDivisionError
    assert await names(database) == []


@pytest.mark.covers("F5")
async def test_fifty_writers_at_once_all_succeed(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.write() as session:
            session.add(setting(f"{number:02}"))

    await asyncio.gather(*(write(number) for number in range(50)))
    assert await names(database) == [f"{number:02}" for number in range(50)]


@pytest.mark.covers("N1")
async def test_what_belongs_to_somebody_who_is_gone_is_a_conflict(database: Database) -> None:
    with pytest.raises(Conflict, match="removed meanwhile"):
        async with database.write() as session:
            await session.execute(sa.insert(CalmRow).values(**nobodys_calm()))


async def test_callbacks_run_after_the_commit_only(database: Database) -> None:
    told: list[str] = []
    async with database.write() as session:
        after_commit(session, lambda: told.append("kept"))
        assert told == []
    assert told == ["kept"]
    with pytest.raises(ZeroDivisionError):
        async with database.write() as session:
            after_commit(session, lambda: told.append("rolled back"))
            raise ZeroDivisionError
    assert told == ["kept"]


@pytest.mark.covers("F30")
async def test_a_database_locked_by_another_program_waits_then_says_so(database: Database) -> None:
    path = str(database.url.database)
    patient, hasty = database, Database(database.url, busy_seconds=0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as refused:
        async with hasty.write() as session:
            session.add(setting("hasty"))
    assert refused.value.slug == "database-busy"
    assert await names(hasty) == [], "readers are not held up"

    async def write() -> None:
        async with patient.write() as session:
            session.add(setting("patient"))

    waiting = asyncio.create_task(write())
    await asyncio.wait({waiting}, timeout=0.2)
    assert not waiting.done()
    other.execute("ROLLBACK")
    other.close()
    await asyncio.wait_for(waiting, 10)
    assert await names(database) == ["patient"]
    await hasty.close()


@pytest.mark.covers("F30")
async def test_a_full_disk_is_said_and_passes(database: Database) -> None:
    async def write(size: int) -> None:
        async with database.write() as session:
            session.add(SettingRow(name=f"{size}", value="x" * size, changed_at=NOW))

    async with database.read() as session:
        pages = await session.scalar(sa.text("PRAGMA page_count"))
        await session.execute(sa.text(f"PRAGMA max_page_count={pages + 2}"))
    with pytest.raises(Unavailable) as refused:
        await write(1_000_000)
    assert refused.value.slug == "disk-full"
    await write(1)
    assert await names(database) == ["1"]


async def test_naive_times_are_refused(database: Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="naive"):
        async with database.write() as session:
            session.add(SettingRow(name="a", value=1, changed_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - the fault


@pytest.mark.covers("F4")
@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://h/x",
        "postgresql://u:p@h",
        "postgresql://u:p@h:port/db",
        "sqlite;///x",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
    ],
)
def test_a_url_that_cannot_be_used_is_explained_without_its_password(url: str) -> None:
    with pytest.raises(StartError, match="DATABASE_URL") as refused:
        read_url(url)
    assert "u:p" not in str(refused.value)


@pytest.mark.covers("F4")
def test_a_relative_sqlite_url_is_taken_as_people_write_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    migrate(read_url("sqlite:///./x.db"))
    assert (tmp_path / "x.db").exists()
