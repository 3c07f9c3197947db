"""How many pictures the person wants to be shown who has an event described anew"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("description_requests", sa.Column("pictures", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("description_requests", "pictures")
