"""Events by what opened them"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_events_trigger_started_at", "events", ["trigger", "started_at", "id", "camera_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_events_trigger_started_at", "events")
