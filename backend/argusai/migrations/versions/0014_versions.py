"""What was changed of the configuration, change by change"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "configuration_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_configuration_versions"),
        sa.UniqueConstraint("number", name="uq_configuration_versions_number"),
    )


def downgrade() -> None:
    op.drop_table("configuration_versions")
