"""Brings the database to the newest schema, at start, one process at a time."""

import fcntl
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util.exc import CommandError
from sqlalchemy.engine import URL

import argusai
from argusai.kit.errors import StartError

MIGRATIONS = Path(argusai.__file__).parent / "migrations"


def alembic_config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def migrate(url: URL) -> None:
    """Run the missing migrations on the SQLite database at `url`, under a lock file beside it; blocking.

    Raises StartError when the database was made by a newer version, or cannot be opened.
    """
    path = Path(url.database or ":memory:").absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.with_name(path.name + ".migrating").open("w")
    except OSError as error:
        raise StartError(f"The database folder {path.parent} cannot be written: {error.strerror}.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        engine = sa.create_engine(url.set(drivername="sqlite"), connect_args={"timeout": 30})
        try:
            with engine.connect() as connection:
                # Stays with the file; switching later would need a moment in which nobody else has it open.
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            with engine.begin() as connection:
                command.upgrade(alembic_config(connection), "head")
        except CommandError as error:
            raise StartError(
                f"The database {path} was written by a newer version of ArgusAI. Update ArgusAI, or start with another "
                "ARGUSAI_DATA_DIR."
            ) from error
        except sa.exc.DatabaseError as error:
            raise StartError(f"The database {path} cannot be used: {error.orig}.") from error
        finally:
            engine.dispose()
