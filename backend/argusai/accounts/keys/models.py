"""Keys for other programs."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class ApiKeyRow(Base):
    """`camera_ids` None: all cameras. `ends_with`: the last letters, by which a person knows it again."""

    __tablename__ = "api_keys"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    owner_id: Mapped[UUID | None] = mapped_column(sa.Uuid)  # who made it, and whom it ends with; None: from before
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)  # SHA-256: a stolen database opens nothing
    ends_with: Mapped[str] = mapped_column(sa.String(8))
    scopes: Mapped[list[str]] = mapped_column(sa.JSON)
    camera_ids: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
