"""What the routes of presence take and give."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Moment, Seen, Strict

MOST_RESIDENTS = 20
ResidentName = Annotated[str, StringConstraints(min_length=1, max_length=40), Seen]
State = Literal["home", "not_home"]


class ResidentIn(Strict):
    """Somebody who lives in the house, with an account or without."""

    name: ResidentName


class PresencePatch(Strict):
    """`follows`: the mode follows who is at home."""

    follows: bool


class StateIn(Strict):
    """`at`: since when it is so, for those who may tell it late or twice; left out: now."""

    state: State
    at: Moment | None = None


class ResidentOut(BaseModel):
    """`state` null: nobody told it yet. `since`: from when it is so. `told_by`: who told it last."""

    id: UUID
    name: str
    state: State | None
    since: datetime | None
    told_by: str


class PresenceOut(BaseModel):
    follows: bool
    residents: Annotated[list[ResidentOut], Field(max_length=MOST_RESIDENTS)]
