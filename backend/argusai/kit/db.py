"""The database: SQLite in WAL by default, PostgreSQL by URL. One request or job is one transaction."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase

from argusai.kit import postgresql
from argusai.kit.errors import ArgusError, Conflict, StartError, Unavailable
from argusai.kit.sqlite import Connection

# Another process (a backup, say) may hold the write lock this long before a writer is told to come back later.
BUSY_SECONDS = 30
_BUSY = "Another program is using the database. Nothing was changed; please try again."
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
    except (ArgumentError, ValueError) as error:
        raise StartError(
            "DATABASE_URL is not a database URL. Write sqlite:///./argusai.db or "
            "postgresql://user:password@host/argusai, or leave it out."
        ) from error
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        if parsed.database in {None, "", ":memory:"} or parsed.query:
            raise StartError(
                "DATABASE_URL must name a file and nothing else. Write sqlite:///./argusai.db, or leave it out."
            )
        if str(parsed.database).startswith("~"):
            raise StartError("DATABASE_URL has a “~”, which stands for no folder there. Write the whole path.")
        return parsed.set(drivername="sqlite+aiosqlite")
    if kind in {"postgresql", "postgres"}:
        return postgresql.read_postgresql_url(parsed)
    raise StartError(
        f"DATABASE_URL names the database kind “{kind}”. Use sqlite:///./argusai.db, or "
        "postgresql://user:password@host/argusai."
    )


def on_postgresql(url: URL) -> bool:
    return url.get_backend_name() == "postgresql"


def database_file(url: URL) -> Path | None:
    """Where the SQLite database of `url` lies; None: it lies on a PostgreSQL server."""
    return None if on_postgresql(url) else Path(url.database or "").absolute()


def server_of(url: URL) -> str | None:
    """`url` with its password, for what opens PostgreSQL by itself; None: it lies in a file."""
    return url.render_as_string(hide_password=False) if on_postgresql(url) else None


@dataclass(slots=True)
class _Mandate:
    require: Callable[[AsyncSession], Awaitable[None]]
    over: bool = False


_MANDATE: ContextVar[_Mandate | None] = ContextVar("argusai_mandate", default=None)


@contextlib.contextmanager
def writing_for(require: Callable[[AsyncSession], Awaitable[None]]) -> Iterator[None]:
    """Inside the block each transaction for writing begins with `require`; what that raises undoes it. For whoever may
    lose the right to write while he waits for his turn. Tasks begun in the block are free of it once it is over."""
    mandate = _Mandate(require)
    token = _MANDATE.set(mandate)
    try:
        yield
    finally:
        mandate.over = True
        _MANDATE.reset(token)


class Database:
    """Opens transactions. `read()` never blocks a writer; `write()` takes the turn to write at its beginning, so a
    transaction cannot fail half-way because another one wrote first."""

    def __init__(self, url: URL, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self._busy_seconds = busy_seconds
        self.url = url
        self._on_postgresql = on_postgresql(url)
        if self._on_postgresql:
            options = postgresql.pool_options(url, busy_seconds)
        else:
            options = {"async_creator": partial(Connection, str(database_file(url)), busy_seconds)}
        self.engine: AsyncEngine = create_async_engine(url, **options)
        if not self._on_postgresql:
            sa.event.listen(self.engine.sync_engine, "connect", _set_pragmas)
        sa.event.listen(self.engine.sync_engine, "begin", self._begin)
        self._reading = self.engine.execution_options(**postgresql.READING) if self._on_postgresql else self.engine
        self._writing = self.engine.execution_options(argusai_write=True)
        self._writer = asyncio.Lock()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """A transaction for reading: a stable view of the database. Raises Unavailable as `write` does."""
        with self._refusing():
            async with AsyncSession(self._reading, expire_on_commit=False) as session:
                yield session

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        """A transaction for writing, committed at the end of the block, rolled back on any error. Whoever it is for
        (`writing_for`) is asked about first, once it is his turn.

        Raises Unavailable: slug `database-busy` when another process held the database for `BUSY_SECONDS`, `disk-full`
        when the disk takes no more, `database-unwritable` when it cannot be written for another reason, `database-away`
        when its server does not answer. Raises BadInput for text that it cannot keep, Conflict (slug gone-meanwhile)
        where what a row belongs to was removed meanwhile: a person, say, who is still sending.
        """
        async with self._writer:
            with self._refusing():
                async with AsyncSession(self._writing, expire_on_commit=False) as session:
                    if (mandate := _MANDATE.get()) is not None and not mandate.over:
                        await mandate.require(session)
                    yield session
                    for work in session.info.pop(_BEFORE_COMMIT, {}).values():
                        await work()
                    await session.commit()
                    for tell in session.info.get(_AFTER_COMMIT, ()):
                        tell()

    async def close(self) -> None:
        await self.engine.dispose()

    async def size_bytes(self) -> int:
        """What the records take on their disk. Raises Unavailable as `read` does."""
        path = database_file(self.url)
        if path is not None:
            return await asyncio.to_thread(_size_of, path)
        async with self.read() as session:
            return await session.scalar(sa.select(sa.func.pg_database_size(sa.func.current_database()))) or 0

    @contextlib.contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if refusal := postgresql.refusal(error) if self._on_postgresql else _will_pass(error):
                raise refusal from error
            raise
        except PoolTimeout as error:
            raise Unavailable(_BUSY, slug="database-busy", retry_after_seconds=5) from error

    def _begin(self, connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("argusai_write", False)
        if not self._on_postgresql:
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        elif writes:
            postgresql.begin_writing(connection, self._busy_seconds)


def _will_pass(error: DBAPIError) -> ArgusError | None:
    """The refusal for what a person or time can mend; None for a fault of ours."""
    said = str(error.orig) if isinstance(error, OperationalError) else ""
    if isinstance(error, IntegrityError) and "FOREIGN KEY" in str(error.orig):
        return Conflict(postgresql.GONE, slug="gone-meanwhile")
    if "locked" in said or "busy" in said:
        detail, slug = _BUSY, "database-busy"
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


def _size_of(path: Path) -> int:
    files = (path.with_name(path.name + end) for end in ("", "-wal", "-shm"))
    return sum(file.stat().st_size for file in files if file.exists())


def _set_pragmas(connection: AsyncAdapt_aiosqlite_connection, _record: Any) -> None:
    # The driver must not open transactions by itself: `_begin` does, with the right kind of lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "wal_autocheckpoint=1000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
