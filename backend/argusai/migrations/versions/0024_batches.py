"""Many past events described at once"""

import sqlalchemy as sa
from alembic import op

from argusai.kit.db import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "description_batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("camera_ids", sa.JSON(), nullable=True),
        sa.Column("since", UtcDateTime(timezone=True), nullable=False),
        sa.Column("until", UtcDateTime(timezone=True), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_description_batches"),
    )
    op.create_index("ix_description_batches_asked_at", "description_batches", ["asked_at"])
    op.add_column("description_requests", sa.Column("batch_id", sa.Uuid(), nullable=True))
    op.create_index("ix_description_requests_batch_id", "description_requests", ["batch_id"])


def downgrade() -> None:
    op.drop_index("ix_description_requests_batch_id", "description_requests")
    op.drop_column("description_requests", "batch_id")
    op.drop_table("description_batches")
