"""When a notice became urgent, and how much a channel takes a minute"""

import sqlalchemy as sa
from alembic import op

from argusai.kit.db import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notices", sa.Column("urgent_at", UtcDateTime(timezone=True), nullable=True))
    op.execute("UPDATE notices SET urgent_at = made_at WHERE urgent")
    op.add_column("channels", sa.Column("most_per_minute", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("channels", "most_per_minute")
    op.drop_column("notices", "urgent_at")
