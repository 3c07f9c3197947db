"""What each step of the schema does to rows that are there, and to a database in which it was killed (F5)."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from argusai.kit.db import read_url
from argusai.kit.migrate import MIGRATIONS, migrate

pytestmark = pytest.mark.covers("F5")
# By what a column's type contains; 1 for all others. One id for all rows, so that they belong together.
VALUES = {"CHAR(32)": "0190" * 8, "VARCHAR": "x", "TEXT": "x", "JSON": "{}", "DATE": "2026-01-01 00:00:00.000000"}


def steps() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()][::-1]


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        yield connection


def filled(connection: sqlite3.Connection) -> set[str]:
    """The tables that hold a row."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {name for name in names if connection.execute(f"SELECT 1 FROM {name}").fetchone()}  # noqa: S608 - of sqlite_master


def fill(connection: sqlite3.Connection) -> None:
    """One row into each table that has none."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for name in sorted(names - filled(connection)):
        kinds = [kind for _, _, kind, *_ in connection.execute(f"PRAGMA table_info({name})")]
        row = [next((value for word, value in VALUES.items() if word in kind), 1) for kind in kinds]
        connection.execute(f"INSERT INTO {name} VALUES ({','.join('?' * len(row))})", row)  # noqa: S608


def test_every_step_keeps_the_rows_that_were_there_before_it(tmp_path: Path) -> None:
    path, before = tmp_path / "argusai.db", set[str]()
    for step in steps():
        migrate(read_url(f"sqlite:///{path}"), step)
        with opened(path) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == [], step
            there = filled(connection)
            assert before <= there, step
            fill(connection)
            before = filled(connection)


def test_a_start_that_was_killed_half_way_leaves_the_schema_as_it_was(tmp_path: Path) -> None:
    path, died = tmp_path / "argusai.db", RuntimeError("killed")
    url = read_url(f"sqlite:///{path}")

    def die(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.strip().startswith("CREATE TABLE notices"):
            raise died

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", die)
    try:
        with pytest.raises(RuntimeError, match="killed"):
            migrate(url)
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", die)
    with opened(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    migrate(url)
