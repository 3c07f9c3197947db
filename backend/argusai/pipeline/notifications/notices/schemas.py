"""What the routes of notices take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Moment, Strict
from argusai.pipeline.notifications.channels.kinds import Kind
from argusai.pipeline.notifications.notices.calm import Silent
from argusai.pipeline.notifications.notices.delivery.promises import State

NoticeKind = Literal["event", "system", "summary"]


class NoticeOut(BaseModel):
    """`path`: of the page about it. `silent`: why it was put here without being sent; empty when it was sent.
    `acknowledged_by`: who said that he sees to it; everybody who was told of it sees that."""

    id: UUID
    kind: NoticeKind
    event_id: UUID | None
    camera_id: UUID | None
    rules: list[str]
    title: str
    text: str
    urgent: bool
    happened_at: datetime
    made_at: datetime
    silent: Silent
    read_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    path: str


class NoticeSummaryOut(BaseModel):
    """What this person has not read."""

    unread: int
    urgent: int


class ReadAllIn(Strict):
    """Everything that was told up to `until` counts as read."""

    until: Moment


class DeliveryOut(BaseModel):
    """`state`: unknown means that the connection broke before the receiver said whether it has it. `fault`: why the
    last try failed. `silent`: of a notice without a channel, why."""

    id: UUID
    notice_id: UUID
    event_id: UUID | None
    channel_id: UUID
    channel_name: str
    channel_kind: Kind
    person_id: UUID
    title: str
    text: str
    state: State
    tries: int
    made_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    fault: str
    edited: bool


class ToldOut(BaseModel):
    """One person who was told of an event, and how."""

    person_id: UUID
    person_name: str
    notice_id: UUID
    rules: list[str]
    made_at: datetime
    silent: Silent
    read_at: datetime | None
    acknowledged_by: str
    deliveries: list[DeliveryOut]


class CalmOut(BaseModel):
    """Quiet hours in minutes after midnight by the clock of `zone`; equal: none. `own_zone` false: it is the one of the
    house, and changes with it. `pause_seconds`: after a notice, until
    the same rule tells of the same kind of thing at the same camera again. `quiet_now`: nothing but urgent notices is
    sent at this moment."""

    quiet_from: int
    quiet_until: int
    zone: str
    own_zone: bool
    house_zone: str
    pause_seconds: int
    snoozed_until: datetime | None
    quiet_now: bool


class CalmPatch(Strict):
    """`zone` "": the one of the house."""

    quiet_from: Annotated[int, Field(ge=0, le=1439, strict=True)] | None = None
    quiet_until: Annotated[int, Field(ge=0, le=1439, strict=True)] | None = None
    zone: Annotated[str, StringConstraints(max_length=64)] | None = None
    pause_seconds: Annotated[int, Field(ge=0, le=86_400, strict=True)] | None = None


class SnoozeIn(Strict):
    """For an hour, till morning, or no longer."""

    length: Literal["hour", "morning", "end"]
