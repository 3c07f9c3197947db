"""The self-test and how it went"""

import sqlalchemy as sa
from alembic import op

from argusai.kit.db import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "self_test",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("nightly", sa.Boolean(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("looked_at", UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_self_test"),
    )
    op.create_table(
        "self_test_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("began_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("channel_name", sa.String(80), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_self_test_runs"),
    )
    op.create_index("ix_self_test_runs_began_at", "self_test_runs", ["began_at"])


def downgrade() -> None:
    op.drop_table("self_test_runs")
    op.drop_table("self_test")
