"""What the routes of descriptions take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Strict
from argusai.pipeline.events.description.requests.alike import Why

RequestState = Literal["waiting", "done", "put-off", "given-up"]
RequestReason = Literal["seen", "changed", "asked", "second", "vague", "batch"]


class SameAsOut(BaseModel):
    """The event for which the words were found. `started_at`: its beginning."""

    event_id: UUID
    started_at: datetime


class DescriptionVersionOut(BaseModel):
    """`confidence` 0–100, lowered where the facts speak against the words; `marks` say in which way, and whether a
    grave claim still waits for a second look (grave), was made again (confirmed) or not (denied). `frames`: ids of the
    pictures that were looked at. `cost` in dollars; null: the price of the model is not known. `reused`: the words are
    those for an event that looked the same, and cost nothing; `same_as`: which one, null when it is gone."""

    id: UUID
    at: datetime
    text: str
    describer: str
    model: str
    confidence: int
    marks: list[str]
    objects: list[str]
    carrier: str | None
    frames: list[UUID]
    seconds: float
    cost: float | None
    reused: bool
    same_as: SameAsOut | None = None


class DescriptionsOut(BaseModel):
    """Versions by providers, oldest first. `built_in`: the words of the built-in describer; `shown_id` null: these are
    shown. `state` null: nobody was asked. `reason`: why somebody is asked: second, to look again at a grave claim;
    vague, for the words before said too little; batch, with many past events. `outcome`: why there is no answer.
    `reuse`: whether words for an event that looked the same were taken over, or why not; null: they were not looked
    for."""

    items: list[DescriptionVersionOut]
    shown_id: UUID | None
    built_in: str
    state: RequestState | None
    reason: RequestReason | None
    due_at: datetime | None
    outcome: str
    reuse: Why | None


class RedescribeIn(Strict):
    """By the describer, with another of its models if `model` is given, and with at most so many `pictures` in place of
    those that are chosen for all."""

    describer_id: UUID
    model: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    pictures: Annotated[int, Field(ge=1, le=20, strict=True)] | None = None


class ShownIn(Strict):
    """`version_id` null: the built-in words."""

    version_id: UUID | None
