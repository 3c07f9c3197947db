"""SQLite for asyncio, with one trip to the connection's thread for each statement.

aiosqlite goes there four times: for the cursor, the statement, its rows, and to close the cursor; SQLAlchemy takes all
rows at once in any case. The trips cost more than most of our statements.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

import aiosqlite


class Connection(aiosqlite.Connection):
    """For `create_async_engine(async_creator=…)`. Its cursors hold what the last statement answered."""

    def __init__(self, path: str, timeout_seconds: float) -> None:
        connect = partial(sqlite3.connect, path, timeout=timeout_seconds, check_same_thread=False)
        super().__init__(connect, iter_chunk_size=64)
        self._thread.daemon = True  # as SQLAlchemy makes its own: a program that ends waits for no connection

    def cursor(self) -> "Cursor":  # type: ignore[override] # SQLAlchemy asks for less than aiosqlite gives
        return Cursor(self)

    async def run(self, many: bool, statement: str, parameters: Iterable[Any]) -> "Answer":
        """Raises what sqlite3 raises."""
        work = self._execute(_run, self._conn, many, statement, parameters)  # type: ignore[no-untyped-call]
        answer: Answer = await work
        return answer


@dataclass(frozen=True, slots=True)
class Answer:
    """`description`, `rowcount`, `lastrowid`: as of a cursor of sqlite3, once all rows are read."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None
    rows: Sequence[Any] = ()


class Cursor:
    """What SQLAlchemy asks of a cursor that is not on the server's side."""

    arraysize = 1

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._answer = Answer()

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:
        return self._answer.description

    @property
    def rowcount(self) -> int:
        return self._answer.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._answer.lastrowid

    async def execute(self, statement: str, parameters: Iterable[Any] = ()) -> Self:
        self._answer = await self._connection.run(False, statement, parameters)
        return self

    async def executemany(self, statement: str, parameters: Iterable[Any]) -> Self:
        self._answer = await self._connection.run(True, statement, parameters)
        return self

    async def fetchall(self) -> Sequence[Any]:
        return self._answer.rows

    async def close(self) -> None:
        """It was closed with its statement."""


def _run(connection: sqlite3.Connection, many: bool, statement: str, parameters: Iterable[Any]) -> Answer:
    cursor = connection.cursor()
    try:
        if many:
            cursor.executemany(statement, parameters)
        else:
            cursor.execute(statement, parameters)  # type: ignore[arg-type] # a sequence or a mapping
        rows = cursor.fetchall() if cursor.description else ()
        return Answer(cursor.description, cursor.rowcount, cursor.lastrowid, rows)
    finally:
        cursor.close()
