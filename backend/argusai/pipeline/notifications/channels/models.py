"""Channels, and what the house has set for all of them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class ChannelRow(Base):
    """`usual`: used by rules that name no channel. `sealed`: the settings as JSON, encrypted. `failures`: in a row."""

    __tablename__ = "channels"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))  # settings.Kind
    name: Mapped[str] = mapped_column(sa.String(80))
    enabled: Mapped[bool]
    usual: Mapped[bool]
    sealed: Mapped[str] = mapped_column(sa.Text)
    most_per_minute: Mapped[int]  # 0: no limit
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int]
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fault: Mapped[str] = mapped_column(sa.String(500))
    resting_until: Mapped[datetime | None] = mapped_column(UtcDateTime)  # nothing is tried before


class ChannelHouseRow(Base):
    """One row. `sealed`: the keys of this house for web push and picture links, as JSON, encrypted."""

    __tablename__ = "channel_house"

    id: Mapped[int] = mapped_column(primary_key=True)
    reach: Mapped[str] = mapped_column(sa.String(10))  # "internet" | "network" | "machine"
    own_address: Mapped[str] = mapped_column(sa.String(300))
    sealed: Mapped[str] = mapped_column(sa.Text)
