"""The outbox of live updates: written in the transaction of the change itself, so no client misses one."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class UpdateRow(Base):
    """`id` rises without reuse: it is the cursor that a client resumes from."""

    __tablename__ = "live_updates"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy wants a plain class attribute

    id: Mapped[int] = mapped_column(sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))  # "event.opened", "event.grown", "camera.changed" …
    body: Mapped[dict[str, Any]] = mapped_column(sa.JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
