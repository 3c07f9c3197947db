"""What each camera watches for: filters, zones, masks"""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None: ...


def downgrade() -> None: ...
