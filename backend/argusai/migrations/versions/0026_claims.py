"""Whose claim a delivery is"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("claimed_by", sa.String(40), nullable=True))


def downgrade() -> None:
    op.drop_column("deliveries", "claimed_by")
