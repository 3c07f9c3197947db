"""What the routes of modes take and give."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Seen, Strict

MOST_MODES = 20
MOST_ENTRIES = 50
ModeName = Annotated[str, StringConstraints(min_length=1, max_length=40), Seen]
ModeId = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
How = Literal["hand", "schedule", "presence"]
ClockTime = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class ModeIn(Strict):
    """`silent`: keeps rules silent that do not say otherwise."""

    name: ModeName
    silent: bool = False


class ModePatch(Strict):
    """Fields left out stay."""

    name: ModeName | None = None
    silent: bool | None = None


class ModeOut(BaseModel):
    """`fixed`: comes with the program, and cannot be deleted."""

    id: str
    name: str
    silent: bool
    fixed: bool


class CurrentModeIn(Strict):
    mode: ModeId


class CurrentModeOut(BaseModel):
    """`who`: who chose it, or with `presence` who came or went; empty when nobody ever did. `how`: by hand, by the
    schedule, or because of who is at home."""

    mode: str
    since: datetime | None
    who: str
    how: How | Literal[""]


class ModeEntry(Strict):
    """On each of `days` at `at`, on the clock of the house, the mode becomes `mode`."""

    days: Annotated[list[Day], Field(min_length=1, max_length=7)]
    at: ClockTime
    mode: ModeId


class ModeScheduleIn(Strict):
    entries: Annotated[list[ModeEntry], Field(max_length=MOST_ENTRIES)]


class ModesOut(BaseModel):
    modes: list[ModeOut]
    current: CurrentModeOut
    schedule: list[ModeEntry]


class ModeChangeOut(BaseModel):
    mode: str
    name: str
    at: datetime
    who: str
    how: How
