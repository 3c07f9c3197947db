"""Each statement is compiled once a worker, not once for each test's database.

SQLAlchemy keeps what it compiled with the engine, and every test has an engine of its own: a quarter of the time of
tests with a database went into compiling the same statements again. A program has one engine and does not need this.
"""

from typing import Any

import pytest
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine import Engine
from sqlalchemy.util import LRUCache

# Far more than there are, so that none is put out.
_MOST = 5000


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """What is compiled is found by its dialect too: all of one kind are made with the same options, so they are one."""
    compiled: LRUCache[Any, Any] = LRUCache(_MOST)
    make = Engine.__init__

    def made(engine: Engine, *arguments: Any, **options: Any) -> None:
        make(engine, *arguments, **options)
        if isinstance(engine.dialect, SQLiteDialect_aiosqlite):
            engine._compiled_cache = compiled

    patch.setattr(Engine, "__init__", made)
    patch.setattr(SQLiteDialect_aiosqlite, "__eq__", lambda dialect, other: type(dialect) is type(other))
    patch.setattr(SQLiteDialect_aiosqlite, "__hash__", lambda dialect: hash(type(dialect)))
