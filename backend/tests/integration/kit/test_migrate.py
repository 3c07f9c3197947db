import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from argusai.kit.db import read_url
from argusai.kit.errors import StartError
from argusai.kit.migrate import migrate
from tests.support.waiting import wait_until


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.mark.covers("F5")
def test_several_starts_at_once_migrate_once(tmp_path: Path) -> None:
    url = read_url(url_of(tmp_path / "new" / "argus.db"))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: migrate(url), range(4)))
    with sqlite3.connect(str(url.database)) as connection:
        assert len(connection.execute("SELECT version_num FROM alembic_version").fetchall()) == 1
    connection.close()


@contextmanager
def at_the_first_look(do: Callable[[], None]) -> Iterator[None]:
    """Each migration calls `do` when it reads which schema is there, before it changes anything."""

    def look(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "SELECT alembic_version" in statement:
            do()

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", look)


def somebody_waits_for(lock: Path) -> bool:
    waiting = f":{lock.stat().st_ino} "
    return any("->" in line and waiting in line for line in Path("/proc/locks").read_text().splitlines())


@pytest.mark.covers("F5")
def test_a_second_start_waits_however_long_the_first_one_migrates(tmp_path: Path) -> None:
    path = tmp_path / "argus.db"
    url = read_url(url_of(path))
    migrate(url, "0001")
    seconds = list[Future[None]]()
    with ThreadPoolExecutor(1) as pool:

        def begin_the_second() -> None:
            if not seconds:
                seconds.append(pool.submit(migrate, url, busy_seconds=0.01))
                lock = path.with_name("argus.db.migrating")
                wait_until(lambda: somebody_waits_for(lock) or seconds[0].done(), 30, "the second start")

        with at_the_first_look(begin_the_second):
            migrate(url)
            seconds[0].result()


@pytest.mark.covers("F5")
def test_nobody_else_writes_from_the_first_look_of_a_migration_on(tmp_path: Path) -> None:
    path = tmp_path / "argus.db"
    migrate(read_url(url_of(path)), "0001")
    said = list[str]()

    def write() -> None:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
                said.append("let in")
            except sqlite3.OperationalError as error:
                said.append(str(error))

    with at_the_first_look(write):
        migrate(read_url(url_of(path)))
    assert set(said) == {"database is locked"}


@pytest.mark.covers("F5", "F30")
@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_database_that_stays_locked_is_refused_with_what_to_do(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "argus.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StartError, match=r"database is locked\. Another program writes to it"):
            migrate(read_url(url_of(path)), busy_seconds=0.01)


@pytest.mark.covers("F5")
def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "argus.db"
    migrate(read_url(url_of(path)))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StartError, match="newer version"):
        migrate(read_url(url_of(path)))


@pytest.mark.covers("F4", "F5")
def test_a_database_of_another_program_is_named_as_such_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE events (mine TEXT)")
    connection.close()
    with pytest.raises(StartError, match="tables of another program"):
        migrate(read_url(url_of(path)))
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("events",)]
    connection.close()


@pytest.mark.covers("F5")
def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(StartError, match="cannot be used"):
        migrate(read_url(url_of(path)))
    assert path.read_bytes() == b"not a database" * 100
