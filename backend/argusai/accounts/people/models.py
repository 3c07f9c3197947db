"""Invitations that nobody has used yet."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class InvitationRow(Base):
    """Whoever brings the token of which `token_hash` is made becomes one of the people, once. A used one is gone."""

    __tablename__ = "invitations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)  # SHA-256: a stolen database lets nobody in
    role: Mapped[str] = mapped_column(sa.String(20))
    note: Mapped[str] = mapped_column(sa.String(80))  # for whom it is, as the administrator knows him
    made_by: Mapped[str] = mapped_column(sa.String(80))  # the name, so that it stays
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
