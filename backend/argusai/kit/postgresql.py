"""What is PostgreSQL's own: how it is opened, whose turn it is to write, and what its refusals mean.

One transaction writes at a time, as on SQLite: many a number follows from the highest one stored, and the updates that
clients resume from are in the order of the commits. Readers wait for nobody.
"""

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from argusai.kit.errors import ArgusError, BadInput, Conflict, StartError, Unavailable

DRIVER = "postgresql+psycopg"
OLDEST = 14
# A stable view of the whole database, as a transaction on SQLite has.
READING: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
# Advisory locks, which are those of one database. The first number tells ours from other programs'.
_OURS = 0x41524755
_WRITING, _MIGRATING, _RUNNING = 1, 2, 3
_CONNECT_SECONDS = 10
_KEPT_CONNECTIONS, _MORE_CONNECTIONS = 5, 10
_RENEW_SECONDS = 1800  # firewalls forget a connection that lives long
# A writer that was cut off from the network must not keep everybody else waiting.
_SILENT_WRITER_SECONDS = 60
_MIGRATING_SECONDS = 120
# The server needs a moment to see that a killed program is gone.
_TAKE_SECONDS = 5.0
# The server sees within 25 s that a machine is gone which could not say so.
_KEEPALIVE = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3"
_BUSY = "Another program is using the database. Nothing was changed; please try again."
_AWAY = "The database does not answer. Nothing was changed. Look at the PostgreSQL server, and try again."
_FULL = "The disk of the database is full. Nothing was changed. Free some space there and try again."
_READ_ONLY = "The database takes no changes now: its server is a copy, or set to be only read. Nothing was changed."
GONE = "What this belongs to was removed meanwhile. Nothing was changed."
_STATES = {
    "55P03": (_BUSY, "database-busy"),
    "40001": (_BUSY, "database-busy"),
    "40P01": (_BUSY, "database-busy"),
    "57014": (_BUSY, "database-busy"),
    "53100": (_FULL, "disk-full"),
    "25006": (_READ_ONLY, "database-unwritable"),
}

# What the server or the driver says, and what to do about it. The first that fits counts.
_CAUSES = (
    (
        ("already exists",),
        "The database “{database}” holds tables of another program ({said}). Create another one for ArgusAI, and name "
        "it in DATABASE_URL.",
    ),
    (
        ("password", "fail"),
        "The PostgreSQL server refuses the user “{user}” with this password. Correct it in DATABASE_URL.",
    ),
    (
        ("no password supplied",),
        "The PostgreSQL server wants a password for the user “{user}”. Write it into DATABASE_URL.",
    ),
    (
        ("role", "does not exist"),
        "The PostgreSQL server has no user “{user}”. Create it, or name another one in DATABASE_URL.",
    ),
    (
        ("database", "does not exist"),
        "There is no database “{database}” yet. Create it: createdb --owner={user} {database}.",
    ),
    (
        ("permission denied",),
        "The user “{user}” may not make tables in the database “{database}”. Make it the owner: "
        "ALTER DATABASE {database} OWNER TO {user}.",
    ),
    (
        ("pg_hba",),
        "The PostgreSQL server lets nobody in from this machine as “{user}”. Allow it in its pg_hba.conf.",
    ),
    (("starting up",), "The PostgreSQL server at {where} is just starting. Try again in a moment."),
    (("shutting down",), "The PostgreSQL server at {where} is just stopping. Try again in a moment."),
    (("invalid", "option"), "DATABASE_URL says something behind its “?” that PostgreSQL does not know: {said}"),
    (("SSL",), "The PostgreSQL server at {where} and DATABASE_URL do not agree about encryption (sslmode): {said}"),
    (("resolve",), "There is no machine called “{host}”. Correct the name in DATABASE_URL."),
    (("lock timeout",), "Another program has used the database at {where} for too long. Stop it, or try again."),
    (("connect",), "No PostgreSQL server answers at {where}. Start it, or correct the address in DATABASE_URL."),
)
_UNKNOWN = "The database “{database}” at {where} cannot be used: {said}"


def read_postgresql_url(parsed: URL) -> URL:
    """With our driver. Raises StartError."""
    if "@" in f"{parsed.host}{parsed.database}":  # said back as a host, the rest of the password would stand there
        raise StartError(
            "DATABASE_URL has an “@” too many. One that belongs to the password is written %40, and likewise / as %2F, "
            ": as %3A, ? as %3F and % as %25."
        )
    if not parsed.database:
        raise StartError(
            "DATABASE_URL names no database on the PostgreSQL server. Write postgresql://user:password@host/argusai."
        )
    return parsed.set(drivername=DRIVER)


def pool_options(url: URL, busy_seconds: float) -> dict[str, Any]:
    """For the engine that requests share."""
    return {
        "connect_args": _connect_options(url),
        "pool_size": _KEPT_CONNECTIONS,
        "max_overflow": _MORE_CONNECTIONS,
        "pool_timeout": busy_seconds,
        "pool_recycle": _RENEW_SECONDS,
        "pool_pre_ping": True,  # the server may have been started again meanwhile
    }


def begin_writing(connection: sa.Connection, busy_seconds: float) -> None:
    """Wait for the turn to write, at most `busy_seconds`."""
    connection.exec_driver_sql(
        f"SET LOCAL lock_timeout = {max(1, int(busy_seconds * 1000))};"
        f"SET LOCAL idle_in_transaction_session_timeout = '{_SILENT_WRITER_SECONDS}s';"
        f"SELECT pg_advisory_xact_lock({_OURS}, {_WRITING})"
    )


def refusal(error: DBAPIError) -> ArgusError | None:
    """The refusal for what the sender, a person or time can mend; None for a fault of ours."""
    cause: Any = error.orig
    state = getattr(cause, "sqlstate", None)
    if state == "22021" or "NUL (0x00)" in str(cause):
        return BadInput("Text must not contain the character NUL.")
    if state == "23503":
        return Conflict(GONE, slug="gone-meanwhile")
    if state in _STATES:
        detail, slug = _STATES[state]
    elif isinstance(error, sa.exc.OperationalError | sa.exc.InterfaceError) or error.connection_invalidated:
        detail, slug = _AWAY, "database-away"
    else:
        return None
    return Unavailable(detail, slug=slug, retry_after_seconds=5)


def open_for_migrating(connection: sa.Connection) -> None:
    """Nobody else migrates until the end of the transaction. Raises StartError when the server cannot be used."""
    check_server(
        connection.exec_driver_sql("SHOW server_version_num").scalar_one(),
        connection.exec_driver_sql("SHOW server_encoding").scalar_one(),
    )
    connection.exec_driver_sql(
        f"SET LOCAL lock_timeout = '{_MIGRATING_SECONDS}s'; SELECT pg_advisory_xact_lock({_OURS}, {_MIGRATING})"
    )


def check_server(version: str, encoding: str) -> None:
    """`version`: as the server numbers it, such as 150004. Raises StartError when it is too old, or not in UTF-8."""
    if (major := int(version) // 10_000) < OLDEST:
        raise StartError(
            f"The PostgreSQL server at DATABASE_URL is version {major}. ArgusAI needs {OLDEST} or newer: update it."
        )
    if encoding != "UTF8":
        raise StartError(
            f"The database at DATABASE_URL keeps text as {encoding}. Make it anew with CREATE DATABASE … ENCODING "
            "'UTF8' TEMPLATE template0."
        )


def blocking_engine(url: URL) -> sa.Engine:
    """One connection for each use, for what is done before the event loop runs."""
    return sa.create_engine(url, poolclass=NullPool, connect_args=_connect_options(url))


def explain(error: DBAPIError, url: URL) -> StartError:
    """Why the database cannot be used, and what to do, without the password."""
    said = str(error.orig)
    if url.password:
        said = said.replace(str(url.password), "…")
    words = {
        "user": url.username or "", "database": url.database, "host": url.host, "said": said.strip(),
        "where": f"{url.host or 'this machine'}, port {url.port or 5432}",
    }  # fmt: skip
    sentence = next((sentence for signs, sentence in _CAUSES if all(sign in said for sign in signs)), _UNKNOWN)
    return StartError(sentence.format(**words))


class DatabaseHold:
    """A database that one running ArgusAI holds for itself: cameras would be watched twice, and media that lie on
    another machine would be taken for lost. It is free once the program's connection is gone, however it died."""

    def __init__(self, url: URL, *, take_seconds: float = _TAKE_SECONDS) -> None:
        self._url = url
        self._take_seconds = take_seconds
        self._engine = blocking_engine(url)
        self._connection: sa.Connection | None = None

    def take(self) -> None:
        """Blocking. Raises StartError when another one holds it, or it cannot be reached."""
        until = time.monotonic() + self._take_seconds
        try:
            while not self._try():
                if time.monotonic() > until:
                    raise StartError(
                        "Another ArgusAI is running with the database in DATABASE_URL. Stop it first, or use another "
                        "database."
                    )
                time.sleep(0.1)
        except DBAPIError as error:
            raise explain(error, self._url) from error

    def still(self) -> bool:
        """Blocking. False when another one took it, while the server was away, say. While nobody can tell: True."""
        if self._connection is not None:
            try:
                self._connection.exec_driver_sql("SELECT 1")
            except DBAPIError:
                self.release()
            else:
                return True
        try:
            return self._try()
        except DBAPIError:
            return True

    def release(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _try(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        try:
            connection.exec_driver_sql(_KEEPALIVE)
            taken = connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_OURS}, {_RUNNING})").scalar_one()
        except DBAPIError:
            connection.close()
            raise
        if not taken:
            connection.close()
            return False
        self._connection = connection
        return True


def _connect_options(url: URL) -> dict[str, Any]:
    usual = {"connect_timeout": _CONNECT_SECONDS, "application_name": "ArgusAI", "client_encoding": "utf8"}
    return {name: value for name, value in usual.items() if name not in url.query}
