"""Questions about events, and what came of them."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime
from argusai.pipeline.events.description.workers.models import Claimed


class QuestionRow(Claimed, Base):
    """`number`: raised each time it is asked again or taken over, so that it names one job. `cited`, `frames`: ids of
    the pictures that the answer rests on, and of all that were shown. `cost_micros`: of all its calls; None: a price is
    not known.

    state     meaning
    waiting   somebody is being asked
    answered  `text` holds the answer; `known` False: that the pictures do not show it
    failed    `outcome` says why
    """

    __tablename__ = "event_questions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(sa.String(300))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(sa.String(10), index=True)
    outcome: Mapped[str] = mapped_column(sa.String(300))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(sa.Text)
    language: Mapped[str] = mapped_column(sa.String(10))
    known: Mapped[bool]
    confidence: Mapped[int]
    marks: Mapped[list[str]] = mapped_column(sa.JSON)
    cited: Mapped[list[str]] = mapped_column(sa.JSON)
    frames: Mapped[list[str]] = mapped_column(sa.JSON)
    describer: Mapped[str] = mapped_column(sa.String(40))
    model: Mapped[str] = mapped_column(sa.String(200))
    seconds: Mapped[float]
    cost_micros: Mapped[int | None] = mapped_column(sa.BigInteger)
    prompt_version: Mapped[str] = mapped_column(sa.String(20))
