"""How to reach Home Assistant's broker, and what was asked from there."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class HomeAssistantRow(Base):
    """One row. `installation`: tells our devices from those of others. `sealed`: JSON of password, certificates and
    key, encrypted. `announced`: of which devices the broker keeps a description, and under which topics."""

    __tablename__ = "home_assistant"

    id: Mapped[int] = mapped_column(primary_key=True)
    installation: Mapped[UUID] = mapped_column(sa.Uuid)
    enabled: Mapped[bool]
    host: Mapped[str] = mapped_column(sa.String(253))
    port: Mapped[int]
    username: Mapped[str] = mapped_column(sa.String(200))
    tls: Mapped[bool]
    discovery_prefix: Mapped[str] = mapped_column(sa.String(60))
    topic_prefix: Mapped[str] = mapped_column(sa.String(60))
    sealed: Mapped[str] = mapped_column(sa.Text)
    announced: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)


class HomeAssistantCommandRow(Base):
    """`sentence`: why it was not obeyed."""

    __tablename__ = "home_assistant_commands"
    __table_args__ = (sa.Index("ix_home_assistant_commands_at_id", "at", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    command: Mapped[str] = mapped_column(sa.String(120))
    payload: Mapped[str] = mapped_column(sa.String(120))
    obeyed: Mapped[bool]
    sentence: Mapped[str] = mapped_column(sa.String(300))
