"""What each camera watches for: filters, zones, masks"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Cameras of before have no rules: our defaults hold for them. New rows always bring theirs.
    op.add_column("cameras", sa.Column("rules", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    op.drop_column("cameras", "rules")
