"""What the self-test is to do, and how it went."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class SelfTestRow(Base):
    """One row. `minute`: after midnight, by the clock of the house. `looked_at`: up to when its time was obeyed."""

    __tablename__ = "self_test"

    id: Mapped[int] = mapped_column(primary_key=True)
    channel_id: Mapped[UUID | None] = mapped_column(sa.Uuid)  # stays when it is removed: then the test fails
    nightly: Mapped[bool]
    minute: Mapped[int]
    looked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SelfTestRunRow(Base):
    """`who`: empty for the nightly one. `steps`: schemas.StepOut, plain."""

    __tablename__ = "self_test_runs"
    __table_args__ = (sa.Index("ix_self_test_runs_began_at", "began_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(sa.String(80))
    channel_name: Mapped[str] = mapped_column(sa.String(80))
    state: Mapped[str] = mapped_column(sa.String(10))  # "running" | "passed" | "failed"
    steps: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)
