"""Groups of cameras, and the order that people give cameras"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cameras", sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
    # As they stood before: in the order in which they were added.
    op.execute("UPDATE cameras SET position = (SELECT count(*) FROM cameras AS other WHERE other.id < cameras.id)")
    op.create_index("ix_cameras_position", "cameras", ["position"])
    op.create_table(
        "camera_groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("name_key", sa.String(160), nullable=False),
        sa.Column("created_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_camera_groups"),
        sa.UniqueConstraint("name_key", name="uq_camera_groups_name_key"),
    )
    op.create_table(
        "camera_group_members",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("camera_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["camera_groups.id"],
            name="fk_camera_group_members_group_id_camera_groups",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["camera_id"], ["cameras.id"], name="fk_camera_group_members_camera_id_cameras", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "camera_id", name="pk_camera_group_members"),
    )
    op.create_index("ix_camera_group_members_camera_id", "camera_group_members", ["camera_id"])


def downgrade() -> None:
    op.drop_table("camera_group_members")
    op.drop_table("camera_groups")
    op.drop_index("ix_cameras_position", "cameras")
    op.drop_column("cameras", "position")
