"""Brings the database to the newest schema, at start, one process at a time."""

import fcntl
import sqlite3
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

import argusai
from argusai.kit import postgresql
from argusai.kit import sql as _types  # noqa: F401 - how types are written on PostgreSQL, whoever migrates
from argusai.kit.db import database_file, on_postgresql
from argusai.kit.errors import StartError

MIGRATIONS = Path(argusai.__file__).parent / "migrations"
_BUSY_SECONDS = 30.0
# What SQLite says, and what a person can do.
_ADVICE = {
    "already exists": " It holds tables of another program. Name another file in DATABASE_URL, or ARGUSAI_DATA_DIR.",
    "locked": " Another program writes to it and does not end. Close what has it open, such as a database browser or a "
    "backup, and start again.",
}


def alembic_config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def migrate(url: URL, to: str = "head", *, busy_seconds: float = _BUSY_SECONDS) -> None:
    """Run the missing migrations on the database at `url`, up to `to`, one program at a time; blocking.
    `busy_seconds`: how long another program may write to a database file before it is given up.

    Raises StartError when the database was made by a newer version, or cannot be opened.
    """
    if on_postgresql(url):
        _migrate_postgresql(url, to)
    else:
        _migrate_file(url, to, busy_seconds)


def check_there(url: URL) -> None:
    """Blocking. Raises StartError when no ArgusAI was ever started with the database at `url`."""
    path = database_file(url)
    if path is None:
        engine = postgresql.blocking_engine(url)
        try:
            there = sa.inspect(engine).has_table("alembic_version")
        except DBAPIError as error:
            raise postgresql.explain(error, url) from error
    else:
        there = path.is_file()
    if not there:
        where = path or f"the database “{url.database}”"
        raise StartError(f"There is no ArgusAI at {where} yet. Start it once with “argusai serve”.")


def _migrate_postgresql(url: URL, to: str) -> None:
    try:
        with postgresql.blocking_engine(url).begin() as connection:
            postgresql.open_for_migrating(connection)
            command.upgrade(alembic_config(connection), to)
    except CommandError as error:
        raise StartError(
            f"The database “{url.database}” was written by a newer version of ArgusAI. Update ArgusAI, or use another "
            "database."
        ) from error
    except DBAPIError as error:
        raise postgresql.explain(error, url) from error


def _file_engine(url: URL, busy_seconds: float) -> sa.Engine:
    """Its transactions hold changes of the schema as well, which Python's driver alone would commit one by one: killed
    half-way, the database would be between two schemas, and nothing could bring it further."""
    engine = sa.create_engine(url.set(drivername="sqlite"), connect_args={"timeout": busy_seconds})

    @sa.event.listens_for(engine, "connect")
    def _open(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        # Stays with the file; switching later would need a moment in which nobody else has it open.
        connection.execute("PRAGMA journal_mode=WAL")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _migrate_file(url: URL, to: str, busy_seconds: float) -> None:
    path = Path(url.database or ":memory:").absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(path.name + ".migrating").open("w")
    except OSError as error:
        raise StartError(f"The database folder {path.parent} cannot be written: {error.strerror}.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        engine = _file_engine(url, busy_seconds)
        try:
            with engine.begin() as connection:
                command.upgrade(alembic_config(connection), to)
        except CommandError as error:
            raise StartError(
                f"The database {path} was written by a newer version of ArgusAI. Update ArgusAI, or start with another "
                "ARGUSAI_DATA_DIR."
            ) from error
        except sa.exc.DatabaseError as error:
            advice = next((advice for sign, advice in _ADVICE.items() if sign in str(error.orig)), "")
            raise StartError(f"The database {path} cannot be used: {error.orig}.{advice}") from error
        finally:
            engine.dispose()
