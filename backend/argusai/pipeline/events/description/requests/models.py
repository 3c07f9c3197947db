"""Requests for descriptions, and the versions that came of them."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from argusai.kit.db import Base, UtcDateTime
from argusai.pipeline.events.description.workers.models import Claimed


class DescriptionRequestRow(Claimed, Base):
    """`number`: within its event, raised at each new try, so that it names one job (`event:describe:number`).

    state     meaning
    waiting   to be carried out from `due_at` on
    done      a version came of it
    put-off   nobody could answer; tried again from `due_at` on
    given-up  the words of before stand, `outcome` says why

    reason   meaning
    seen     the event came
    changed  it became another one
    asked    a person wants it
    second   what `follows` claims is grave, so somebody looks again
    vague    what `follows` says is too little, so another one is asked
    batch    a person wants many past events described, `batch_id`; nobody is told of them

    `passed_over`: ids of those who spoke before: asked last for a second look, and not at all for better words.
    """

    __tablename__ = "description_requests"
    __table_args__ = (
        sa.UniqueConstraint("event_id", "number", name="uq_description_requests_event_id_number"),
        sa.Index("ix_description_requests_state_priority", "state", "priority", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"))
    camera_id: Mapped[UUID] = mapped_column(sa.Uuid)
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.String(10))
    state: Mapped[str] = mapped_column(sa.String(10))
    priority: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    describer_id: Mapped[UUID | None] = mapped_column(sa.Uuid)  # chosen by a person
    model: Mapped[str | None] = mapped_column(sa.String(200))
    pictures: Mapped[int | None]  # so many at most; None: as many as the house chose
    tries: Mapped[int]
    about: Mapped[dict[str, Any] | None] = mapped_column(sa.JSON(none_as_null=True))
    outcome: Mapped[str] = mapped_column(sa.String(300))
    follows: Mapped[UUID | None] = mapped_column(sa.Uuid)  # another request of the event
    batch_id: Mapped[UUID | None] = mapped_column(sa.Uuid, index=True)
    reuse: Mapped[str | None] = mapped_column(sa.String(12))  # see `alike.Why`; None: not looked for
    # A person chose since what is shown: its words are kept, and not shown by themselves.
    overruled: Mapped[bool] = mapped_column(server_default=sa.false())
    passed_over: Mapped[list[str] | None] = mapped_column(sa.JSON(none_as_null=True))


class DescriptionRow(Base):
    """A version. The one that is shown is named by the event. `frames`: ids of the media that were looked at.
    `reused_from`: the version whose words these are. `scene`, `told`: what it was said of, and in which way it was
    asked for, each as one digest; None: its words are for this event alone."""

    __tablename__ = "descriptions"
    __table_args__ = (sa.Index("ix_descriptions_scene_at", "scene", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    event_id: Mapped[UUID] = mapped_column(sa.Uuid, sa.ForeignKey("events.id", ondelete="CASCADE"), index=True)
    request_id: Mapped[UUID] = mapped_column(sa.Uuid, unique=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str] = mapped_column(sa.Text)
    language: Mapped[str] = mapped_column(sa.String(10))
    describer: Mapped[str] = mapped_column(sa.String(40))
    model: Mapped[str] = mapped_column(sa.String(200))
    confidence: Mapped[int]
    marks: Mapped[list[str]] = mapped_column(sa.JSON)
    objects: Mapped[list[str]] = mapped_column(sa.JSON)
    carrier: Mapped[str | None] = mapped_column(sa.String(40))
    attention: Mapped[int]
    attention_reason: Mapped[str] = mapped_column(sa.String(200))
    frames: Mapped[list[str]] = mapped_column(sa.JSON)
    seconds: Mapped[float]
    cost_micros: Mapped[int | None] = mapped_column(sa.BigInteger)
    prompt_version: Mapped[str] = mapped_column(sa.String(20))
    reused_from: Mapped[UUID | None] = mapped_column(sa.Uuid, index=True)
    scene: Mapped[str | None] = mapped_column(sa.String(64))
    told: Mapped[str | None] = mapped_column(sa.String(64))
