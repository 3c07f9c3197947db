"""Keys for other programs"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("ends_with", sa.String(length=8), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("camera_ids", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("last_used_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_keys")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_keys_key_hash")),
    )


def downgrade() -> None:
    op.drop_table("api_keys")
