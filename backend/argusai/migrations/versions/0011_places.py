"""Zones that events entered and lines that they crossed"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_places",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("camera_id", sa.Uuid(), nullable=False),
        sa.Column("started_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_places_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "kind", "name", name=op.f("pk_event_places")),
    )
    with op.batch_alter_table("event_places", schema=None) as batch_op:
        batch_op.create_index(
            "ix_event_places_kind_name_started_at",
            ["kind", "name", "started_at", "event_id", "camera_id"],
            unique=False,
        )


def downgrade() -> None:
    op.drop_table("event_places")
