"""The cameras that the user configured."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class CameraRow(Base):
    __tablename__ = "cameras"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    name_key: Mapped[str] = mapped_column(sa.String(160), unique=True)  # casefolded
    source: Mapped[dict[str, Any]] = mapped_column(sa.JSON)  # without credentials
    source_key: Mapped[str] = mapped_column(sa.String(500), unique=True)  # the same camera twice is refused
    sealed_credentials: Mapped[str | None] = mapped_column(sa.Text)  # JSON {username, password}, encrypted
    enabled: Mapped[bool]
    position: Mapped[int] = mapped_column(index=True)  # in the order that people gave them
    rules: Mapped[dict[str, Any]] = mapped_column(sa.JSON)  # contract.write_rules
    schedule: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON)  # contract.write_ranges
    paused: Mapped[bool]
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    keep: Mapped[str] = mapped_column(sa.String(10))
    stays_home: Mapped[bool]
    gate: Mapped[str] = mapped_column(sa.String(10))
    privacy: Mapped[dict[str, Any]] = mapped_column(sa.JSON)  # contract.write_privacy
    sub_source: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))  # as source
    sub_key: Mapped[str | None] = mapped_column(sa.String(500), index=True, unique=True)
    sealed_sub_credentials: Mapped[str | None] = mapped_column(sa.Text)
    pictures_since: Mapped[datetime | None] = mapped_column(UtcDateTime)  # older pictures and clips are to go
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
