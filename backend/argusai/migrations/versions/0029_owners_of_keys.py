"""Who made a key"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("api_keys", sa.Column("owner_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    op.drop_column("api_keys", "owner_id")
