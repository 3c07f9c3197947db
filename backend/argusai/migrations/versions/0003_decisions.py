"""Decisions: why candidates opened no event"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("camera_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("label", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("box", sa.JSON(), nullable=False),
        sa.Column("began_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ended_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("picture_bytes", sa.Integer(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["camera_id"], ["cameras.id"], name=op.f("fk_decisions_camera_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index("ix_decisions_camera_id_began_at_id", ["camera_id", "began_at", "id"], unique=False)
        batch_op.create_index("ix_decisions_ended_at_picture_bytes", ["ended_at", "picture_bytes"], unique=False)


def downgrade() -> None:
    op.drop_table("decisions")
