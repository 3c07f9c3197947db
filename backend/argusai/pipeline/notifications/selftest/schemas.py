"""What the routes of the self-test take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from argusai.kit.schemas import Strict

RunState = Literal["running", "passed", "failed"]
StepName = Literal["rules", "notice", "delivery"]


class StepOut(BaseModel):
    """`rules`: they looked at the made-up event. `notice`: it was written. `delivery`: the receiver said it has it."""

    name: StepName
    passed: bool
    sentence: str
    seconds: float


class SelfTestRunOut(BaseModel):
    """`who`: empty for the nightly one."""

    id: UUID
    began_at: datetime
    ended_at: datetime | None
    who: str
    channel_name: str
    state: RunState
    steps: list[StepOut]


class SelfTestOut(BaseModel):
    """`minute`: after midnight, by the clock of the house, which is in `zone`. `runs`: the newest twenty."""

    channel_id: UUID | None
    nightly: bool
    minute: int
    zone: str
    runs: list[SelfTestRunOut]


class SelfTestIn(Strict):
    channel_id: UUID | None
    nightly: bool
    minute: Annotated[int, Field(ge=0, le=1439, strict=True)]
