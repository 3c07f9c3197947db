"""What the models describe and a migrated database lacks, or the other way round.

As a program (`python -m tests.support.schema URL`) it prints what differs: for PostgreSQL, in an interpreter of its
own, as `kit.sql` makes every whole number of 64 bits there, and the questions of SQLAlchemy's reflection take none of
those.
"""

import sys
from importlib import import_module
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy.engine import URL, make_url

from argusai.kit.db import Base, on_postgresql
from tests.support.source import PACKAGE


def _differ(_context: Any, _column: Any, _described: Any, stored: Any, described: Any) -> bool | None:
    """Whole numbers of 64 bits and texts without a limit are meant on PostgreSQL; the rest is for Alembic to say."""
    alike = any(isinstance(stored, kind) and isinstance(described, kind) for kind in (sa.Integer, sa.String))
    return False if alike else None


def load_models() -> None:
    """Every module that describes tables."""
    for path in PACKAGE.rglob("models.py"):
        import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))


def differences(url: URL) -> list[object]:
    load_models()
    engine = sa.create_engine(url if on_postgresql(url) else url.set(drivername="sqlite"))
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"compare_type": _differ if on_postgresql(url) else True, "render_as_batch": True}
            )
            return list(compare_metadata(context, Base.metadata))
    finally:
        engine.dispose()


if __name__ == "__main__":
    for each in differences(make_url(sys.argv[1])):
        print(each)
