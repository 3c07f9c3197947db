"""Parcels that were probably left and taken"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "parcels",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("camera_id", sa.Uuid(), nullable=False),
        sa.Column("left_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("left_event_id", sa.Uuid(), nullable=True),
        sa.Column("taken_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("taken_event_id", sa.Uuid(), nullable=True),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["camera_id"], ["cameras.id"], name=op.f("fk_parcels_camera_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["left_event_id"], ["events.id"], name=op.f("fk_parcels_left_event_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["taken_event_id"], ["events.id"], name=op.f("fk_parcels_taken_event_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcels")),
    )
    with op.batch_alter_table("parcels", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_parcels_camera_id"), ["camera_id"], unique=False)
        batch_op.create_index("ix_parcels_left_at_id", ["left_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_parcels_left_event_id"), ["left_event_id"], unique=False)
        batch_op.create_index("ix_parcels_taken_at", ["taken_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_parcels_taken_event_id"), ["taken_event_id"], unique=False)


def downgrade() -> None:
    op.drop_table("parcels")
