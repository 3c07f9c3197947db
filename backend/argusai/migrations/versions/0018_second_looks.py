"""Requests that follow another one: second looks and better words"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("description_requests", sa.Column("follows", sa.Uuid(), nullable=True))
    op.add_column("description_requests", sa.Column("passed_over", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("description_requests", "passed_over")
    op.drop_column("description_requests", "follows")
