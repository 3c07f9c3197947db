"""Notices, what was sent of them, and when a person wants quiet."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class NoticeRow(Base):
    """`subject`: "event:…", "outage:…": of each, a person has one notice. `silent`: why nothing was sent; "": it was,
    or there is no channel. `revision`: rises with better words. `acknowledged_by`: the name, so that it stays."""

    __tablename__ = "notices"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "subject", name="uq_notices_person_id_subject"),
        sa.Index("ix_notices_person_id_made_at_id", "person_id", "made_at", "id"),
        sa.Index(
            "ix_notices_person_id_unread",
            "person_id",
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        ),
        sa.Index("ix_notices_subject", "subject"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(10))  # "event" | "system" | "summary"
    event_id: Mapped[UUID | None] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    camera_id: Mapped[UUID | None] = mapped_column(sa.Uuid)
    rules: Mapped[list[str]] = mapped_column(sa.JSON)  # names, as they were
    title: Mapped[str] = mapped_column(sa.String(200))
    text: Mapped[str] = mapped_column(sa.Text)
    urgent: Mapped[bool]
    urgent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # since when; a calm one may rise
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revision: Mapped[int]
    silent: Mapped[str] = mapped_column(sa.String(20))
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    acknowledged_by: Mapped[str] = mapped_column(sa.String(80))


class DeliveryRow(Base):
    """One notice on its way to one channel. `state`: deliver.State. `revision`: what is or was sent last. `place`:
    where the receiver keeps it, to replace it there."""

    __tablename__ = "deliveries"
    __table_args__ = (
        sa.UniqueConstraint("channel_id", "subject", name="uq_deliveries_channel_id_subject"),
        sa.Index(
            "ix_deliveries_next_try_at",
            "next_try_at",
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        ),
        sa.Index("ix_deliveries_made_at_id", "made_at", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    notice_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("notices.id", ondelete="CASCADE"), index=True)
    channel_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("channels.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(sa.String(80))
    state: Mapped[str] = mapped_column(sa.String(10))
    revision: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int]
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    claimed_by: Mapped[str | None] = mapped_column(sa.String(40))  # the name of a data folder: its program sends it
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(sa.String(200))
    fault: Mapped[str] = mapped_column(sa.String(500))
    receipt: Mapped[dict[str, Any]] = mapped_column(sa.JSON)


class PingRow(Base):
    """When a channel, or a person by a rule, was last pinged: what cooldown and storm control count. `about`: rule,
    camera and labels."""

    __tablename__ = "notice_pings"
    __table_args__ = (sa.Index("ix_notice_pings_person_id_at", "person_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"))
    about: Mapped[str] = mapped_column(sa.String(300), index=True)
    urgent: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class CalmRow(Base):
    """What one person set. Quiet hours in minutes after midnight by the clock of `zone`; equal: none."""

    __tablename__ = "notice_calm"

    person_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    quiet_from: Mapped[int]
    quiet_until: Mapped[int]
    zone: Mapped[str] = mapped_column(sa.String(64))
    pause_seconds: Mapped[int]
    snoozed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    snoozed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
