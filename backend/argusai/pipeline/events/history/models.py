"""Stored events, their media, and what people said about them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime

# Foreign keys name their type: it must not depend on whether the other domain's table was imported.


class EventRow(Base):
    __tablename__ = "events"
    __table_args__ = (
        sa.Index("ix_events_started_at_id", "started_at", "id"),
        sa.Index("ix_events_camera_id_started_at_id", "camera_id", "started_at", "id"),
        sa.Index("ix_events_attention_started_at_id", "attention", "started_at", "id"),
        sa.Index("ix_events_trigger_started_at", "trigger", "started_at", "id", "camera_id"),
        sa.Index(
            "ix_events_state",
            "state",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    camera_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("cameras.id", ondelete="CASCADE"))
    state: Mapped[str] = mapped_column(sa.String(10))  # "open" | "closed"
    trigger: Mapped[str] = mapped_column(sa.String(20))  # "track" | "manual" | "api" | "doorbell"
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_activity_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    continues_id: Mapped[UUID | None] = mapped_column(
        sa.Uuid, sa.ForeignKey("events.id", ondelete="SET NULL"), index=True
    )
    labels: Mapped[list[str]] = mapped_column(sa.JSON)
    facts: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    text: Mapped[str] = mapped_column(sa.Text)
    language: Mapped[str] = mapped_column(sa.String(10))
    describer: Mapped[str] = mapped_column(sa.String(40))
    provisional: Mapped[bool]  # True until the sentence is final
    attention: Mapped[int]
    attention_reason: Mapped[str] = mapped_column(sa.String(200))
    description_id: Mapped[UUID | None] = mapped_column(sa.Uuid)  # the version that is shown; None: the built-in words


class EventLabelRow(Base):
    """One row for each label of an event, for the filter. Camera and start are those of the event, which never change:
    with them here one index serves each filter in the order of the list."""

    __tablename__ = "event_labels"
    __table_args__ = (
        sa.Index("ix_event_labels_label_started_at", "label", "started_at", "event_id", "camera_id"),
        sa.Index("ix_event_labels_label_camera_id_started_at", "label", "camera_id", "started_at", "event_id"),
    )

    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    label: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    camera_id: Mapped[UUID] = mapped_column(sa.Uuid)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class EventPlaceRow(Base):
    """One row for each zone that an event entered and each line that it crossed, for the filter; see EventLabelRow."""

    __tablename__ = "event_places"
    __table_args__ = (
        sa.Index("ix_event_places_kind_name_started_at", "kind", "name", "started_at", "event_id", "camera_id"),
    )

    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(4), primary_key=True)  # "zone" | "line"
    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    camera_id: Mapped[UUID] = mapped_column(sa.Uuid)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)


class MediaRow(Base):
    """A file of an event. `path` is relative to the media folder and made by us alone."""

    __tablename__ = "media"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))  # "thumbnail" | "snapshot" | "frame" | "clip"
    path: Mapped[str] = mapped_column(sa.String(200), unique=True)
    content_type: Mapped[str] = mapped_column(sa.String(40))
    bytes: Mapped[int] = mapped_column(sa.BigInteger)
    width: Mapped[int]
    height: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)  # of a clip: its first picture
    duration_seconds: Mapped[float | None]
    boxes: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)


class SeenRow(Base):
    """One person saw one event."""

    __tablename__ = "event_seen"

    user_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    event_id: Mapped[UUID] = mapped_column(
        sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SeenBeforeRow(Base):
    """“Mark all as seen”: everything that started at or before this is seen by this person."""

    __tablename__ = "event_seen_before"

    user_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    before: Mapped[datetime] = mapped_column(UtcDateTime)


class FeedbackRow(Base):
    """`said`: the words that are judged; `describer`, `model`: who wrote them, no model: the built-in one. None: not
    known, as of ratings from before they were noted."""

    __tablename__ = "feedback"

    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(
        sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    rating: Mapped[str] = mapped_column(sa.String(4))  # "up" | "down"
    correction: Mapped[str | None] = mapped_column(sa.String(500))
    mistake: Mapped[str | None] = mapped_column(sa.String(12))  # what kind of one; None: not said
    said: Mapped[str | None] = mapped_column(sa.Text)
    describer: Mapped[str | None] = mapped_column(sa.String(40))
    model: Mapped[str | None] = mapped_column(sa.String(200))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
