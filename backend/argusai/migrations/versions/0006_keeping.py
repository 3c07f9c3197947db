"""What each camera keeps, and when it watches"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Cameras of before go on as they did: they always watch, and keep all. New rows always bring theirs.
    op.add_column("cameras", sa.Column("schedule", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("cameras", sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("cameras", sa.Column("paused_until", argusai.kit.db.UtcDateTime(timezone=True), nullable=True))
    op.add_column("cameras", sa.Column("keep", sa.String(10), nullable=False, server_default="clip"))
    op.add_column("cameras", sa.Column("stays_home", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for name in ("stays_home", "keep", "paused_until", "paused", "schedule"):
        op.drop_column("cameras", name)
