"""The migrations make exactly the tables that the models describe (F5)."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL

from argusai.kit.db import Base
from argusai.kit.migrate import migrate
from tests.support.schema import differences, load_models

pytestmark = pytest.mark.covers("F5")


def test_migrations_equal_models(database_url: URL) -> None:
    assert differences(database_url) == []


def test_migrations_equal_models_on_postgresql(postgresql_url: URL) -> None:
    command = [sys.executable, "-m", "tests.support.schema", postgresql_url.render_as_string(hide_password=False)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_a_column_that_the_migrations_lack_is_found(database_url: URL) -> None:
    connection = sqlite3.connect(str(database_url.database))
    connection.execute("ALTER TABLE settings DROP COLUMN changed_at")
    connection.close()
    assert len(differences(database_url)) == 1


def test_migrating_again_changes_nothing(database_url: URL) -> None:
    path = Path(str(database_url.database))
    before = _schema(path)
    migrate(database_url)
    assert _schema(path) == before


def _schema(path: Path) -> list[tuple[str]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    finally:
        connection.close()


def test_every_foreign_key_has_an_index() -> None:
    """SQLite looks the child rows up at each delete of a parent."""
    load_models()
    bare = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.foreign_keys and not column.primary_key and not _leads_an_index(table, column)
    ]
    assert bare == []


def _leads_an_index(table: sa.Table, column: sa.Column[object]) -> bool:
    keys = [list(index.columns) for index in table.indexes]
    keys += [list(unique.columns) for unique in table.constraints if isinstance(unique, sa.UniqueConstraint)]
    return any(key and key[0] is column for key in [*keys, list(table.primary_key.columns)])
