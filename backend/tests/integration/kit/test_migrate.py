import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from argusai.kit.db import read_url
from argusai.kit.errors import StartError
from argusai.kit.migrate import migrate


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
