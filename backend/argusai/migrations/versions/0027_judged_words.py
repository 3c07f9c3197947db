"""Which words feedback judges, and who wrote them"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feedback", sa.Column("said", sa.Text, nullable=True))
    op.add_column("feedback", sa.Column("describer", sa.String(40), nullable=True))
    op.add_column("feedback", sa.Column("model", sa.String(200), nullable=True))


def downgrade() -> None:
    for name in ("model", "describer", "said"):
        op.drop_column("feedback", name)
