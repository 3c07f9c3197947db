"""Who carries out a request for a description, or answers a question"""

import sqlalchemy as sa
from alembic import op

from argusai.kit.db import UtcDateTime

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_OPEN = {"description_requests": ("waiting", "put-off"), "event_questions": ("waiting",)}


def upgrade() -> None:
    for table, states in _OPEN.items():
        op.add_column(table, sa.Column("claimed_by", sa.String(40), nullable=True))
        op.add_column(table, sa.Column("claimed_until", UtcDateTime(timezone=True), nullable=True))
        # On PostgreSQL their jobs were those of a program that every one was; now each goes on with its own.
        rows = sa.table(table, sa.column("number", sa.Integer), sa.column("state", sa.String))
        op.execute(sa.update(rows).where(rows.c.state.in_(states)).values(number=rows.c.number + 1))
    calls = sa.table("description_calls", sa.column("state", sa.String), sa.column("failure", sa.String))
    op.execute(sa.update(calls).where(calls.c.state == "calling").values(state="unsure", failure="lost"))
    op.execute(sa.delete(calls).where(calls.c.state == "reserved"))


def downgrade() -> None:
    for table in _OPEN:
        op.drop_column(table, "claimed_until")
        op.drop_column(table, "claimed_by")
