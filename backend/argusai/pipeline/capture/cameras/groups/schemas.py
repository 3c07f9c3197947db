"""What the group routes take and give."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from argusai.kit.schemas import Seen, Strict

MOST_GROUPS = 200
GroupName = Annotated[str, StringConstraints(min_length=1, max_length=80), Seen]
Members = Annotated[list[UUID], Field(max_length=1000)]


class GroupIn(Strict):
    name: GroupName
    camera_ids: Members = Field(default_factory=list)


class GroupPatch(Strict):
    """`camera_ids` replaces all members."""

    name: GroupName | None = None
    camera_ids: Members | None = None


class GroupOut(BaseModel):
    """`camera_ids`: in the order of the cameras."""

    id: UUID
    name: str
    camera_ids: list[UUID]
