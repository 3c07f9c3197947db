"""Privacy masks, as the routes take and give them. Places are shares of the picture, 0–1, from its upper left."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from argusai.kit.schemas import Strict
from argusai.pipeline.capture.cameras.rule_schemas import LEAST_CORNERS, Corner, counted

MOST_MASKS = 20
MOST_CORNERS = 50

Corners = Annotated[
    list[Corner],
    Field(json_schema_extra=counted(LEAST_CORNERS, MOST_CORNERS), description="Corners in order, not crossing"),
]


class PrivacyIn(Strict):
    """What lies in `polygons` is black everywhere. `video`: with masks it is re-encoded, which costs a part of a
    processor core; “pictures” keeps and shows pictures alone, no video and no sound."""

    polygons: list[Corners] = Field(default_factory=list, json_schema_extra=counted(0, MOST_MASKS))
    video: Literal["reencode", "pictures"] = "reencode"


class PrivacyChangeIn(PrivacyIn):
    """`older`: pictures and clips from before stay as they are, or are deleted for good; the sentences stay."""

    polygons: list[Corners] = Field(json_schema_extra=counted(0, MOST_MASKS))
    older: Literal["keep", "delete"] = "keep"


class PrivacyOut(BaseModel):
    polygons: list[list[list[float]]]
    video: Literal["reencode", "pictures"]


class MaskedOut(BaseModel):
    """`video`: what there is now. `cores`: the part of a processor core that masking and re-encoding cost, lately; null
    when not known yet. `reason`: a sentence why there is no video although it was wished for; else empty."""

    video: Literal["reencode", "pictures"]
    cores: float | None
    reason: str
