"""What kind of mistake a description holds"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feedback", sa.Column("mistake", sa.String(12), nullable=True))


def downgrade() -> None:
    op.drop_column("feedback", "mistake")
