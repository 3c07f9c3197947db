"""Rules in all their versions, what they looked at, and which fired."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class RuleVersionRow(Base):
    """A rule as it was from one revision of all rules up to another; `to_revision` None: as it is now. Any change of
    any rule makes a revision, so one number tells what all of them were. Of a deleted rule every version has an end."""

    __tablename__ = "rule_versions"
    __table_args__ = (
        sa.Index(
            "ix_rule_versions_current",
            "rule_id",
            sqlite_where=sa.text("to_revision IS NULL"),
            postgresql_where=sa.text("to_revision IS NULL"),
        ),
        sa.Index("ix_rule_versions_from_revision_to_revision", "from_revision", "to_revision"),
    )

    rule_id: Mapped[UUID] = mapped_column(sa.Uuid, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    from_revision: Mapped[int]
    to_revision: Mapped[int | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(sa.String(80))


class LookRow(Base):
    """Rules look at an event at one stage. Written with the event itself; `revision` None: they have not yet. `number`
    tells the looks at a growing event apart. What each condition said follows from `seen` and the revision."""

    __tablename__ = "rule_looks"
    __table_args__ = (
        sa.Index(
            "ix_rule_looks_waiting",
            "at",
            sqlite_where=sa.text("revision IS NULL"),
            postgresql_where=sa.text("revision IS NULL"),
        ),
        sa.Index("ix_rule_looks_at", "at"),
    )

    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    stage: Mapped[str] = mapped_column(sa.String(10), primary_key=True)  # "opened" | "grown" | "words" | "closed"
    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    revision: Mapped[int | None]
    looked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fired: Mapped[list[str]] = mapped_column(sa.JSON)  # the rules whose conditions held at this look


class FiringRow(Base):
    """The first time that a rule fired for an event."""

    __tablename__ = "rule_firings"
    __table_args__ = (sa.Index("ix_rule_firings_rule_id_fired_at", "rule_id", "fired_at"),)

    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    rule_id: Mapped[UUID] = mapped_column(sa.Uuid, primary_key=True)
    version: Mapped[int]
    stage: Mapped[str] = mapped_column(sa.String(10))
    fired_at: Mapped[datetime] = mapped_column(UtcDateTime)
