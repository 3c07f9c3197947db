"""Words for events that look the same"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("descriptions", sa.Column("scene", sa.String(64), nullable=True))
    op.add_column("descriptions", sa.Column("told", sa.String(64), nullable=True))
    op.create_index("ix_descriptions_scene_at", "descriptions", ["scene", "at"])
    op.create_index("ix_descriptions_reused_from", "descriptions", ["reused_from"])
    op.add_column("description_requests", sa.Column("reuse", sa.String(12), nullable=True))
    op.add_column("description_calls", sa.Column("saved", sa.BigInteger(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("description_calls", "saved")
    op.drop_column("description_requests", "reuse")
    op.drop_index("ix_descriptions_reused_from", "descriptions")
    op.drop_index("ix_descriptions_scene_at", "descriptions")
    op.drop_column("descriptions", "told")
    op.drop_column("descriptions", "scene")
