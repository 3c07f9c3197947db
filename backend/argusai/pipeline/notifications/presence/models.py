"""Who lives in the house, and whether they are in."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class ResidentRow(Base):
    """Only how it stands: who came and went when is kept nowhere. `state`: "home", "not_home"; empty: never told.
    `since`: from when it is so; `told_at`: the moment that the newest telling is about; `told_by`: who told it."""

    __tablename__ = "residents"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(40))
    name_key: Mapped[str] = mapped_column(sa.String(120), unique=True)  # casefolded, which may lengthen it
    state: Mapped[str] = mapped_column(sa.String(10))
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_by: Mapped[str] = mapped_column(sa.String(100))


class PresenceRow(Base):
    """One row. `follows`: the mode follows who is at home."""

    __tablename__ = "presence"

    id: Mapped[int] = mapped_column(primary_key=True)
    follows: Mapped[bool]
