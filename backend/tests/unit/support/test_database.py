"""The suite's database is its own: made fresh, one per worker, and never somebody else's (F23)."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from argusai.kit.db import Database
from tests.support.database import NotOurs, claim, copy_template, discard, is_ours, path_of

pytestmark = pytest.mark.covers("F23")


def test_each_worker_has_its_own_file_beside_the_named_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/test.db"
    assert path_of(url, "master") == tmp_path / "test.db"
    assert path_of(url, "gw0") == tmp_path / "test-gw0.db"
    assert path_of(url, "gw1") == tmp_path / "test-gw1.db"


def test_a_relative_url_is_read_from_the_current_folder(tmp_path: Path) -> None:
    assert path_of("sqlite:///./test.db", "master") == tmp_path / "test.db"


@pytest.mark.parametrize(
    "url",
    ["postgresql://argus:pw@db/argusai", "mysql://db/x", "sqlite://", "sqlite:///:memory:", "not a url", ""],
)
def test_anything_but_a_sqlite_file_is_refused(url: str) -> None:
    with pytest.raises(NotOurs, match=r"sqlite:///\./test\.db"):
        path_of(url, "master")


def test_a_database_that_the_suite_did_not_make_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "argusai.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE events (id)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotOurs, match="left alone"):
        claim(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    path.write_text("my notes")
    with pytest.raises(NotOurs):
        claim(path)
    assert path.read_text() == "my notes"


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "test.db").mkdir()
    with pytest.raises(NotOurs):
        claim(tmp_path / "test.db")


def test_what_a_killed_run_left_is_made_fresh(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    claim(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE leftover (id)")
    connection.close()
    path.with_name("test.db-wal").touch()
    with claim(path):
        assert is_ours(path)
        assert not path.with_name("test.db-wal").exists()
        connection = sqlite3.connect(path)
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        connection.close()


def test_two_runs_at_once_do_not_share_a_file(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    with claim(path), pytest.raises(NotOurs, match="Another run"):
        claim(path)


def test_discarding_removes_the_database_and_what_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    claim(path).close()
    path.with_name("test.db.migrating").touch()
    discard(path)
    assert [left.name for left in tmp_path.iterdir()] == ["test.db.suite"]


async def test_a_test_writes_into_its_own_copy_only(
    database: Database, database_template: Path, tmp_path: Path
) -> None:
    async with database.write() as session:
        await session.execute(sa.text("INSERT INTO settings VALUES ('x', '1', '2026-01-01')"))
    other = Database(copy_template(database_template, tmp_path / "other.db"))
    async with other.read() as session:
        assert await session.scalar(sa.text("SELECT count(*) FROM settings")) == 0
    await other.close()
