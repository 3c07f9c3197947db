"""The order of the cameras, and the same change for several of them."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from argusai.kit.schemas import Strict
from argusai.pipeline.capture.cameras.hour_schemas import PauseIn
from argusai.pipeline.capture.cameras.schemas import CameraOut

MOST_AT_ONCE = 1000
CameraIds = Annotated[list[UUID], Field(max_length=MOST_AT_ONCE)]


class OrderIn(Strict):
    camera_ids: CameraIds


class BulkIn(Strict):
    """Either `camera_ids` or all of the group `group_id`. `pause`: with `change` pause, as for one camera; left
    out: until it is resumed."""

    change: Literal["pause", "resume", "enable", "disable"]
    camera_ids: CameraIds | None = None
    group_id: UUID | None = None
    pause: PauseIn | None = None


class BulkItemOut(BaseModel):
    """`camera`: as it is now. null: it was not changed, and `detail` says why."""

    camera_id: UUID
    camera: CameraOut | None
    detail: str
