"""SQL that says the same on SQLite and on PostgreSQL."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as _insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction


def insert(table: Any) -> Insert:
    """With ON CONFLICT. Both compilers write PostgreSQL's; the other way round it fails."""
    return _insert(table)


class later(GenericFunction[Any]):
    """The greater of several values, none of them NULL."""

    name = "greatest"
    inherit_cache = True

    def __init__(self, *values: Any) -> None:
        super().__init__(*values, type_=getattr(values[0], "type", None))


@compiles(later, "sqlite")
def _later(element: later, compiler: SQLCompiler, **told: Any) -> str:
    return f"max{compiler.process(element.clause_expr, **told)}"


def total(column: Any, *, where: Any = None) -> sa.ColumnElement[int]:
    """The sum of whole numbers as a whole number, 0 of none. PostgreSQL's own is a decimal one."""
    added = sa.func.sum(column)
    chosen: Any = added if where is None else added.filter(where)
    return sa.cast(sa.func.coalesce(chosen, 0), sa.BigInteger)


# SQLite keeps no limit of letters, and whole numbers of 64 bits. What people send is limited by the shapes of the API;
# a limit in the database as well would turn a casefolded name that grew into a fault.
@compiles(sa.String, "postgresql")
def _string(_type: sa.String, _compiler: Any, **_told: Any) -> str:
    return "VARCHAR"


@compiles(sa.Integer, "postgresql")
def _integer(_type: sa.Integer, _compiler: Any, **_told: Any) -> str:
    return "BIGINT"
