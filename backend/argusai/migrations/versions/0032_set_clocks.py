"""When a snooze and a pause began: without it nobody knows what is left of one when the clock was set back since"""

import sqlalchemy as sa
from alembic import op

from argusai.kit.db import UtcDateTime

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice_calm", sa.Column("snoozed_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("cameras", sa.Column("paused_at", UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("cameras", "paused_at")
    op.drop_column("notice_calm", "snoozed_at")
