"""Stored decisions."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class DecisionRow(Base):
    """The picture stands last: SQLite reads a row from its front, so a list never touches the pages of pictures."""

    __tablename__ = "decisions"
    __table_args__ = (
        sa.Index("ix_decisions_camera_id_began_at_id", "camera_id", "began_at", "id"),
        # With the size in it, letting go of the oldest reads no row.
        sa.Index("ix_decisions_ended_at_picture_bytes", "ended_at", "picture_bytes"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    camera_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("cameras.id", ondelete="CASCADE"))
    reason: Mapped[str] = mapped_column(sa.String(20))
    label: Mapped[str] = mapped_column(sa.String(40))
    score: Mapped[float]
    box: Mapped[list[float]] = mapped_column(sa.JSON)  # left, top, right, bottom as shares of the frame, 0–1
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime] = mapped_column(UtcDateTime)
    numbers: Mapped[dict[str, float]] = mapped_column(sa.JSON)
    picture_bytes: Mapped[int]  # of the picture; 0 without one
    picture: Mapped[bytes] = mapped_column(sa.LargeBinary, deferred=True)
