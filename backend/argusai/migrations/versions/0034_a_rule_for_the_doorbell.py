"""A rule that tells of a ring, where no rule asks for one"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

import argusai.kit.db
from argusai.kit.ids import new_id

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_MOST_RULES = 1000
_VERSIONS = sa.table(
    "rule_versions", sa.column("rule_id", sa.Uuid), sa.column("version", sa.Integer), sa.column("content", sa.JSON),
    sa.column("from_revision", sa.Integer), sa.column("to_revision", sa.Integer),
    sa.column("at", argusai.kit.db.UtcDateTime(timezone=True)), sa.column("who", sa.String),
)  # fmt: skip
_RING: dict[str, Any] = {
    "name": "Somebody rang",
    "tree": {"kind": "trigger", "any_of": ["doorbell"]},
    "people": None,
    "channels": [],
    "urgent": False,
    "cooldown_seconds": 0,
    "even_disarmed": False,
    "enabled": True,
}


def upgrade() -> None:
    """Also a rule that was deleted was somebody's choice: it is not made again under another id."""
    connection = op.get_bind()
    rows = connection.execute(sa.select(_VERSIONS)).all()
    there: set[UUID] = {row.rule_id for row in rows if row.to_revision is None}
    if len(there) >= _MOST_RULES or any(_asks_for_a_ring(row.content) for row in rows):
        return
    revisions = [number for row in rows for number in (row.from_revision, row.to_revision) if number is not None]
    rule = {"rule_id": new_id(), "version": 1, "content": _RING, "from_revision": max(revisions, default=0) + 1}
    connection.execute(sa.insert(_VERSIONS).values(**rule, at=datetime.now(UTC), who="ArgusAI"))


def _asks_for_a_ring(part: Any) -> bool:
    """Of the plain JSON of a rule, whatever version of the program wrote it."""
    if isinstance(part, dict):
        rings = part.get("kind") == "trigger" and "doorbell" in (part.get("any_of") or ())
        return rings or any(map(_asks_for_a_ring, part.values()))
    return isinstance(part, list) and any(map(_asks_for_a_ring, part))


def downgrade() -> None:
    """It stays: people may have changed it, and what it told is explained by it."""
