"""How to reach Home Assistant's broker, and what was asked from there"""

import sqlalchemy as sa
from alembic import op

from argusai.kit.db import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "home_assistant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("installation", sa.Uuid(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("host", sa.String(253), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(200), nullable=False),
        sa.Column("tls", sa.Boolean(), nullable=False),
        sa.Column("discovery_prefix", sa.String(60), nullable=False),
        sa.Column("topic_prefix", sa.String(60), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("announced", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_home_assistant"),
    )
    op.create_table(
        "home_assistant_commands",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("command", sa.String(120), nullable=False),
        sa.Column("payload", sa.String(120), nullable=False),
        sa.Column("obeyed", sa.Boolean(), nullable=False),
        sa.Column("sentence", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_home_assistant_commands"),
    )
    op.create_index("ix_home_assistant_commands_at_id", "home_assistant_commands", ["at", "id"])


def downgrade() -> None:
    op.drop_table("home_assistant_commands")
    op.drop_table("home_assistant")
