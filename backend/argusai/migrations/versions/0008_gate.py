"""What of each camera is decoded while nothing happens"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Cameras of before go on as they did: all is decoded. New rows always bring theirs.
    op.add_column("cameras", sa.Column("gate", sa.String(10), nullable=False, server_default="off"))


def downgrade() -> None:
    op.drop_column("cameras", "gate")
