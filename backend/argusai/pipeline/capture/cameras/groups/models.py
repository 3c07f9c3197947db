"""Groups of cameras; a camera may be in several."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class GroupRow(Base):
    __tablename__ = "camera_groups"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    name_key: Mapped[str] = mapped_column(sa.String(160), unique=True)  # casefolded
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class GroupMemberRow(Base):
    __tablename__ = "camera_group_members"

    group_id: Mapped[UUID] = mapped_column(sa.ForeignKey("camera_groups.id", ondelete="CASCADE"), primary_key=True)
    camera_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("cameras.id", ondelete="CASCADE"), primary_key=True, index=True
    )
