"""What is black in everything that a camera shows"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Cameras of before hide nothing. New rows always bring theirs.
    nothing = '{"polygons": [], "video": "reencode"}'
    op.add_column("cameras", sa.Column("privacy", sa.JSON(), nullable=False, server_default=nothing))
    op.add_column("cameras", sa.Column("pictures_since", argusai.kit.db.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for name in ("pictures_since", "privacy"):
        op.drop_column("cameras", name)
