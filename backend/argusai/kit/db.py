"""The database: SQLite in WAL by default, PostgreSQL by URL. One request or job is one transaction."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from argusai.kit.errors import StartError, Unavailable

# Another process (a backup, say) may hold the write lock this long before a writer is told to come back later.
BUSY_SECONDS = 30
_AFTER_COMMIT = "argusai_after_commit"
_BEFORE_COMMIT = "argusai_before_commit"
Session = AsyncSession  # so that services and ports can name the type without knowing the library
_NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.TypeDecorator[datetime]):
    """Aware UTC in Python. Refuses naive values. SQLite keeps text that sorts by time."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime: pass aware UTC")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables. JSON columns hold plain values; ids are `sa.Uuid`."""

    metadata = sa.MetaData(naming_convention=_NAMES)


def read_url(url: str) -> URL:
    """`DATABASE_URL` as people write it, with the driver this program uses. Raises StartError."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StartError(
            "DATABASE_URL is not a database URL. Write sqlite:///./argusai.db, or leave it out."
        ) from error
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        if parsed.database in {None, "", ":memory:"} or parsed.query:
            raise StartError(
                "DATABASE_URL must name a file and nothing else. Write sqlite:///./argusai.db, or leave it out."
            )
        return parsed.set(drivername="sqlite+aiosqlite")
    if kind in {"postgresql", "postgres"}:
        raise StartError(
            "DATABASE_URL names a PostgreSQL database. This version keeps its records in SQLite only: "
            "write sqlite:///./argusai.db, or leave DATABASE_URL out."
        )
    raise StartError(f"DATABASE_URL names the database kind “{kind}”. Use sqlite:///./argusai.db.")


def database_file(url: URL) -> Path:
    """Where the SQLite database of `url` lies."""
    return Path(url.database or "").absolute()


class Database:
    """Opens transactions. `read()` never blocks a writer; `write()` takes SQLite's write lock at its beginning, so a
    transaction cannot fail half-way because another one wrote first."""

    def __init__(self, url: URL, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self._busy_seconds = busy_seconds
        self.url = url
        self.engine: AsyncEngine = create_async_engine(url, connect_args={"timeout": busy_seconds})
        sa.event.listen(self.engine.sync_engine, "connect", _set_pragmas)
        sa.event.listen(self.engine.sync_engine, "begin", _begin)
        self._writer = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A transaction for reading: a stable view of the database. Raises Unavailable as `write` does."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            try:
                yield session
            except OperationalError as error:
                if refusal := _will_pass(error):
                    raise refusal from error
                raise

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction for writing, committed at the end of the block, rolled back on any error.

        Raises Unavailable: slug `database-busy` when another process held the database for `BUSY_SECONDS`, `disk-full`
        when the disk takes no more, `database-unwritable` when it cannot be written for another reason.
        """
        async with self._writer:
            engine = self.engine.execution_options(argusai_write=True)
            async with AsyncSession(engine, expire_on_commit=False) as session:
                try:
                    yield session
                    for work in session.info.pop(_BEFORE_COMMIT, {}).values():
                        await work()
                    await session.commit()
                    for tell in session.info.get(_AFTER_COMMIT, ()):
                        tell()
                except OperationalError as error:
                    if refusal := _will_pass(error):
                        raise refusal from error
                    raise

    async def close(self) -> None:
        await self.engine.dispose()


def _will_pass(error: OperationalError) -> Unavailable | None:
    """The refusal for what a person or time can mend; None for a fault of ours."""
    said = str(error.orig)
    if "locked" in said or "busy" in said:
        detail, slug = "Another program is using the database. Nothing was changed; please try again.", "database-busy"
    elif "full" in said:
        detail, slug = "The disk is full. Nothing was changed. Free some space and try again.", "disk-full"
    elif "readonly" in said or "disk I/O" in said or "unable to open" in said:
        detail = "The database cannot be written. Nothing was changed. Look at the disk and its permissions."
        slug = "database-unwritable"
    else:
        return None
    return Unavailable(detail, slug=slug, retry_after_seconds=5)


def before_commit(session: Session, name: str, work: Callable[[], Awaitable[None]]) -> None:
    """Do `work` at the end of the transaction of `session`, in it: what it raises rolls all of it back. Asked for
    several times under the same `name`, it is done once."""
    session.info.setdefault(_BEFORE_COMMIT, {})[name] = work


def after_commit(session: Session, tell: Callable[[], None]) -> None:
    """Call `tell` (quick, not raising) once the transaction of `session` is committed; never when it is rolled back."""
    session.info.setdefault(_AFTER_COMMIT, []).append(tell)


def _set_pragmas(connection: AsyncAdapt_aiosqlite_connection, _record: Any) -> None:
    # The driver must not open transactions by itself: `_begin` does, with the right kind of lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "wal_autocheckpoint=1000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    immediate = connection.get_execution_options().get("argusai_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
