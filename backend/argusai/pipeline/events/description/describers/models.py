"""Describers, and how cameras use them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class DescriberRow(Base):
    """`sealed_key`: encrypted; empty: none is needed. `at_home`: the owner says that its address is on this network.
    Prices in dollars for a million tokens; None: what is known of the model."""

    __tablename__ = "describers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(sa.String(40), unique=True)
    kind: Mapped[str] = mapped_column(sa.String(12))
    model: Mapped[str] = mapped_column(sa.String(200))
    base_url: Mapped[str | None] = mapped_column(sa.String(500))
    sealed_key: Mapped[str] = mapped_column(sa.Text)
    enabled: Mapped[bool]
    at_home: Mapped[bool]
    at_once: Mapped[int]
    a_minute: Mapped[int | None]
    one_frame_seconds: Mapped[float]
    several_frames_seconds: Mapped[float]
    input_price: Mapped[float | None]
    output_price: Mapped[float | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DescribingRow(Base):
    """What holds for all describers, in one row."""

    __tablename__ = "describing"

    id: Mapped[int] = mapped_column(primary_key=True)
    chosen: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CameraDescribingRow(Base):
    """What a camera wants otherwise. `chosen`: see `describers.contract`."""

    __tablename__ = "camera_describing"

    camera_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("cameras.id", ondelete="CASCADE"), primary_key=True)
    chosen: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
