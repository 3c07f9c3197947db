"""When a camera watches, as the routes take and give it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Moment, Strict

MOST_RANGES = 50
# A longer one is one without an end, which says so.
MOST_PAUSE_DAYS = 366

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class WeeklyRangeIn(Strict):
    """On each of `days` from `begins` to `ends` ("22:00") on the clock of the house. An end that is not later than the
    beginning is on the next day: equal ones make a whole day."""

    days: list[Day] = Field(json_schema_extra={"minItems": 1})
    begins: ClockTime
    ends: ClockTime


# None: always. Counted with better words in `schedule.py`.
ScheduleIn = Annotated[list[WeeklyRangeIn], Field(json_schema_extra={"maxItems": MOST_RANGES})]


class WeeklyRangeOut(BaseModel):
    days: list[Day]
    begins: str
    ends: str


class PauseIn(Strict):
    """For so many `seconds`, or to a moment; neither: until it is resumed."""

    seconds: Annotated[int, Field(ge=60, le=MOST_PAUSE_DAYS * 86_400)] | None = None
    until: Moment | None = None


class PauseOut(BaseModel):
    """`until` null: until it is resumed."""

    until: datetime | None


class WatchingOut(BaseModel):
    """Whether what is seen is told `now`, by schedule and pause alone. `until`: when that changes by itself; null:
    never."""

    now: bool
    why_not: Literal["", "schedule", "pause"]
    until: datetime | None
