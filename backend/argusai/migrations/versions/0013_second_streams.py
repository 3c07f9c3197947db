"""A second, smaller stream of a camera"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cameras", sa.Column("sub_source", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("cameras", sa.Column("sub_key", sa.String(500), nullable=True))
    op.add_column("cameras", sa.Column("sealed_sub_credentials", sa.Text(), nullable=True))
    op.create_index("ix_cameras_sub_key", "cameras", ["sub_key"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_cameras_sub_key", "cameras")
    for name in ("sealed_sub_credentials", "sub_key", "sub_source"):
        op.drop_column("cameras", name)
