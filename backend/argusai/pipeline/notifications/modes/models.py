"""Modes, who chose which when, and when they change by themselves."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class ModeRow(Base):
    """`silent`: keeps rules silent that do not say otherwise."""

    __tablename__ = "modes"

    id: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40))
    name_key: Mapped[str] = mapped_column(sa.String(80), unique=True)  # casefolded
    silent: Mapped[bool]
    position: Mapped[int]


class ModeChangeRow(Base):
    """The newest one tells the mode that counts."""

    __tablename__ = "mode_changes"
    __table_args__ = (sa.Index("ix_mode_changes_at_id", "at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    mode: Mapped[str] = mapped_column(sa.String(40))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(sa.String(80))
    how: Mapped[str] = mapped_column(sa.String(10))  # "hand" | "schedule" | "presence"


class ModeScheduleRow(Base):
    """One row. `looked_at`: what was due before has been done."""

    __tablename__ = "mode_schedule"

    id: Mapped[int] = mapped_column(primary_key=True)
    entries: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
    looked_at: Mapped[datetime] = mapped_column(UtcDateTime)
