"""What each camera keeps, and when it watches"""

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None: ...


def downgrade() -> None: ...
