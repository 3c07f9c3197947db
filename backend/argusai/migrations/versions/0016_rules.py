"""Rules, what they looked at, and modes"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

import argusai.kit.db
from argusai.kit.ids import new_id

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_MODES = (("home", "Home", False), ("away", "Away", False), ("night", "Night", False), ("disarmed", "Disarmed", True))
_LIVING = ["bicycle", "car", "motorcycle", "bus", "truck", "bird", "cat", "dog", "horse"]
# The bell works from the first event on; people may change it or take it away.
_FIRST_RULE: dict[str, Any] = {
    "name": "Somebody or something came",
    "tree": {"kind": "labels", "any_of": ["person", *_LIVING]},
    "people": None,
    "channels": [],
    "urgent": False,
    "cooldown_seconds": 0,
    "even_disarmed": False,
    "enabled": True,
}


def upgrade() -> None:
    versions = op.create_table(
        "rule_versions",
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("from_revision", sa.Integer(), nullable=False),
        sa.Column("to_revision", sa.Integer(), nullable=True),
        sa.Column("at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("rule_id", "version", name="pk_rule_versions"),
    )
    op.create_index(
        "ix_rule_versions_current",
        "rule_versions",
        ["rule_id"],
        sqlite_where=sa.text("to_revision IS NULL"),
        postgresql_where=sa.text("to_revision IS NULL"),
    )
    op.create_index("ix_rule_versions_from_revision_to_revision", "rule_versions", ["from_revision", "to_revision"])
    op.create_table(
        "rule_looks",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("looked_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("fired", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name="fk_rule_looks_event_id_events", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", "stage", "number", name="pk_rule_looks"),
    )
    op.create_index(
        "ix_rule_looks_waiting",
        "rule_looks",
        ["at"],
        sqlite_where=sa.text("revision IS NULL"),
        postgresql_where=sa.text("revision IS NULL"),
    )
    op.create_index("ix_rule_looks_at", "rule_looks", ["at"])
    op.create_table(
        "rule_firings",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("rule_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("fired_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name="fk_rule_firings_event_id_events", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "rule_id", name="pk_rule_firings"),
    )
    op.create_index("ix_rule_firings_rule_id_fired_at", "rule_firings", ["rule_id", "fired_at"])
    _create_modes()
    now = datetime.now(UTC)
    first = {"rule_id": new_id(), "version": 1, "content": _FIRST_RULE, "from_revision": 1, "at": now, "who": "ArgusAI"}
    op.bulk_insert(versions, [first])


def _create_modes() -> None:
    modes = op.create_table(
        "modes",
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("name_key", sa.String(80), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_modes"),
        sa.UniqueConstraint("name_key", name="uq_modes_name_key"),
    )
    op.create_table(
        "mode_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("mode", sa.String(40), nullable=False),
        sa.Column("at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("how", sa.String(10), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mode_changes"),
    )
    op.create_index("ix_mode_changes_at_id", "mode_changes", ["at", "id"])
    op.create_table(
        "mode_schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("looked_at", argusai.kit.db.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mode_schedule"),
    )
    op.bulk_insert(
        modes,
        [
            {"id": mode_id, "name": name, "name_key": name.casefold(), "silent": silent, "position": position}
            for position, (mode_id, name, silent) in enumerate(_MODES)
        ],
    )


def downgrade() -> None:
    for table in ("mode_schedule", "mode_changes", "modes", "rule_firings", "rule_looks", "rule_versions"):
        op.drop_table(table)
