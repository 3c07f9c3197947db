"""Times in which cameras were not seen."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class OutageRow(Base):
    __tablename__ = "outages"
    __table_args__ = (
        sa.Index("ix_outages_camera_id_began_at_id", "camera_id", "began_at", "id"),
        sa.Index("ix_outages_began_at_id", "began_at", "id"),
        sa.Index("ix_outages_ended_at", "ended_at"),
        sa.Index("ix_outages_news", "news"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    camera_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("cameras.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(sa.String(20))  # outage.Kind
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # NULL: it goes on
    seconds: Mapped[float]
    slug: Mapped[str] = mapped_column(sa.String(40))
    reason: Mapped[str] = mapped_column(sa.String(500))
    times: Mapped[int]
    told: Mapped[bool]
    # Rises with every telling, going and returning. Times would not do: a clock that is set back would hide some.
    news: Mapped[int | None]


class OutagesSeenRow(Base):
    """What this person has looked at: everything with `news` up to this."""

    __tablename__ = "outages_seen"

    user_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    news: Mapped[int]


class HeartbeatRow(Base):
    """One row: when the program last ran."""

    __tablename__ = "heartbeat"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
