"""What the routes of batches take and give. All money in dollars."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from argusai.kit.schemas import Moment, Strict


class BatchIn(Strict):
    """Events that began from `since` on and before `until`. `camera_ids`: null: all cameras. `again`: also those that a
    vision model described already."""

    camera_ids: Annotated[list[UUID], Field(min_length=1, max_length=200)] | None = None
    since: Moment
    until: Moment
    again: bool = False


class BatchEstimateOut(BaseModel):
    """`events`: would be described, at most `most`. `skipped`: fit, but nobody may be asked for their camera. `usual`:
    what they cost if calls go on costing what they did; null: nobody can tell yet. `at_most`: what they cannot
    cost more than if the first describer answers each at once: what fails and is asked again, also of the next one,
    and second looks come on top, within the caps; `price_known` false: of a model without a known price, so a dear one
    counts. `describers`: the first of each camera."""

    events: int
    most: int
    skipped: int
    usual: float | None
    at_most: float
    price_known: bool
    describers: list[str]


class BatchOut(BaseModel):
    """`described`, `left`: of `events`; `given_up`: no describer could answer, or it was cancelled; of them `capped`
    for want of money. Events that were deleted meanwhile are none of them. `cost`: of the answers so far."""

    id: UUID
    asked_at: datetime
    who: str
    camera_ids: list[UUID] | None
    since: datetime
    until: datetime
    again: bool
    events: int
    described: int
    given_up: int
    capped: int
    left: int
    cost: float
    cancelled: bool
