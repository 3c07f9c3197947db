"""How many calls a minute a describer gets"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("describers", sa.Column("a_minute", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("describers", "a_minute")
