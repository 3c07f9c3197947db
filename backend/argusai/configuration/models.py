"""What was changed of the configuration, change by change."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime
from argusai.kit.resealing import HOLDS_SEALED


class VersionRow(Base):
    __tablename__ = "configuration_versions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)  # 1, 2, 3 … in the order of the commits
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    who: Mapped[str] = mapped_column(sa.String(80))
    summary: Mapped[str] = mapped_column(sa.Text)
    changes: Mapped[list[dict[str, Any]]] = mapped_column(sa.JSON, info=HOLDS_SEALED)  # changes.write_changes
