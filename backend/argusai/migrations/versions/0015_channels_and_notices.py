"""Channels, notices, deliveries, and when people want quiet"""

import sqlalchemy as sa
from alembic import op

import argusai.kit.db

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "channel_house",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reach", sa.String(length=10), nullable=False),
        sa.Column("own_address", sa.String(length=300), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_house")),
    )
    op.create_table(
        "channels",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("usual", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("created_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("sent_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fault", sa.String(length=500), nullable=False),
        sa.Column("resting_until", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_channels_owner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
    )
    op.create_index(op.f("ix_channels_owner_id"), "channels", ["owner_id"], unique=False)
    op.create_table(
        "notice_calm",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=False),
        sa.Column("quiet_until", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("pause_seconds", sa.Integer(), nullable=False),
        sa.Column("snoozed_until", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_notice_calm_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_notice_calm")),
    )
    op.create_table(
        "notice_pings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=300), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["users.id"], name=op.f("fk_notice_pings_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_pings")),
    )
    op.create_index(op.f("ix_notice_pings_about"), "notice_pings", ["about"], unique=False)
    op.create_index("ix_notice_pings_person_id_at", "notice_pings", ["person_id", "at"], unique=False)
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("camera_id", sa.Uuid(), nullable=True),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("happened_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("made_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("silent", sa.String(length=20), nullable=False),
        sa.Column("read_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("acknowledged_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_notices_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["users.id"], name=op.f("fk_notices_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("person_id", "subject", name="uq_notices_person_id_subject"),
    )
    op.create_index(op.f("ix_notices_event_id"), "notices", ["event_id"], unique=False)
    op.create_index("ix_notices_person_id_made_at_id", "notices", ["person_id", "made_at", "id"], unique=False)
    op.create_index(
        "ix_notices_person_id_unread",
        "notices",
        ["person_id"],
        unique=False,
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.create_index("ix_notices_subject", "notices", ["subject"], unique=False)
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("made_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("next_try_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("sent_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("fault", sa.String(length=500), nullable=False),
        sa.Column("receipt", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"], ["channels.id"], name=op.f("fk_deliveries_channel_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_deliveries_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("channel_id", "subject", name="uq_deliveries_channel_id_subject"),
    )
    op.create_index("ix_deliveries_made_at_id", "deliveries", ["made_at", "id"], unique=False)
    op.create_index(
        "ix_deliveries_next_try_at",
        "deliveries",
        ["next_try_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(op.f("ix_deliveries_notice_id"), "deliveries", ["notice_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_deliveries_notice_id"), table_name="deliveries")
    op.drop_index(
        "ix_deliveries_next_try_at",
        table_name="deliveries",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index("ix_deliveries_made_at_id", table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_index("ix_notices_subject", table_name="notices")
    op.drop_index(
        "ix_notices_person_id_unread",
        table_name="notices",
        sqlite_where=sa.text("read_at IS NULL"),
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.drop_index("ix_notices_person_id_made_at_id", table_name="notices")
    op.drop_index(op.f("ix_notices_event_id"), table_name="notices")
    op.drop_table("notices")
    op.drop_index("ix_notice_pings_person_id_at", table_name="notice_pings")
    op.drop_index(op.f("ix_notice_pings_about"), table_name="notice_pings")
    op.drop_table("notice_pings")
    op.drop_table("notice_calm")
    op.drop_index(op.f("ix_channels_owner_id"), table_name="channels")
    op.drop_table("channels")
    op.drop_table("channel_house")
