"""Parcels, one row each."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class ParcelRow(Base):
    """`left_event_id`, `taken_event_id`: null once that event is deleted. `taken_at` null: not seen to be taken."""

    __tablename__ = "parcels"
    __table_args__ = (
        sa.Index("ix_parcels_left_at_id", "left_at", "id"),
        sa.Index("ix_parcels_taken_at", "taken_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    camera_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("cameras.id", ondelete="CASCADE"), index=True)
    left_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_event_id: Mapped[UUID | None] = mapped_column(
        sa.Uuid, sa.ForeignKey("events.id", ondelete="SET NULL"), index=True
    )
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_event_id: Mapped[UUID | None] = mapped_column(
        sa.Uuid, sa.ForeignKey("events.id", ondelete="SET NULL"), index=True
    )
    probability: Mapped[float]
    box: Mapped[list[float]] = mapped_column(sa.JSON)  # left, top, right, bottom as shares of the frame, 0–1
