"""Batches of past events."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class BatchRow(Base):
    """What was chosen, and how many events that were. Each of them has a request, which names its batch: how far it is
    stands there alone. `camera_ids`: None: all cameras. `who`: asked for it."""

    __tablename__ = "description_batches"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    who: Mapped[str] = mapped_column(sa.String(80))
    camera_ids: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime] = mapped_column(UtcDateTime)
    again: Mapped[bool]
    events: Mapped[int]
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
