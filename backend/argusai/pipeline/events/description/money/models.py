"""Every call to a provider, with what it cost."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime


class DescriptionCallRow(Base):
    """One call. Event, camera and describer are no foreign keys: what was paid stays when they are gone, under the
    names that they had. `key`: of the request and the try, so that a step that runs twice makes one. `day`: by the
    clock of the house. Money in millionths of a dollar; `price_known` False: no price was known, and it counts by
    assumed ones, those of a dear model.

    state    money that counts   meaning
    reserved worst               nothing was sent yet
    calling  worst               sent, not answered
    booked   cost                answered, or failed with a known price
    unsure   worst               sent, and nobody knows what became of it
    reused   nothing             never made: words for an event that looked the same did; it would have cost `saved`
    """

    __tablename__ = "description_calls"
    __table_args__ = (
        sa.Index("ix_description_calls_day_camera_id", "day", "camera_id", "counts"),
        sa.Index("ix_description_calls_event_id", "event_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(80), unique=True)
    event_id: Mapped[UUID | None] = mapped_column(sa.Uuid)
    camera_id: Mapped[UUID | None] = mapped_column(sa.Uuid)
    camera_name: Mapped[str] = mapped_column(sa.String(80))
    describer_id: Mapped[UUID] = mapped_column(sa.Uuid)
    describer: Mapped[str] = mapped_column(sa.String(40))
    model: Mapped[str] = mapped_column(sa.String(200))
    state: Mapped[str] = mapped_column(sa.String(10))
    day: Mapped[str] = mapped_column(sa.String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counts: Mapped[int] = mapped_column(sa.BigInteger)
    saved: Mapped[int] = mapped_column(sa.BigInteger, server_default="0")
    price_known: Mapped[bool]
    pictures: Mapped[int]
    input_tokens: Mapped[int | None]
    output_tokens: Mapped[int | None]
    failure: Mapped[str] = mapped_column(sa.String(20))  # a kind of ProviderFailed; empty: none
    answer: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
