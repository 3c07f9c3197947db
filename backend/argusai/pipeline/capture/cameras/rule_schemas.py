"""What to watch for, as the routes take and give it. Places are shares of the picture, 0–1, from its upper left."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from argusai.kit.schemas import Strict

MOST_ZONES = 20
MOST_MASKS = 20
LEAST_CORNERS, MOST_CORNERS = 3, 32
# Nobody waits longer for the first word of something that goes on.
MOST_DWELL_SECONDS = 3600

_NUMBER = {"strict": True, "allow_inf_nan": False}  # neither text nor NaN
Share = Annotated[float, Field(ge=0, le=1, **_NUMBER)]
Ratio = Annotated[float, Field(gt=0, le=100, **_NUMBER)]
Seconds = Annotated[float, Field(ge=0, le=MOST_DWELL_SECONDS, **_NUMBER)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=40)]


def counted(least: int, most: int) -> dict[str, Any]:
    """Told to programs here, and checked with better words in `rules.py`."""
    return {"minItems": least, "maxItems": most}


# Lists, not tuples: the types of the page's client know no tuples.
Corner = Annotated[list[Share], Field(min_length=2, max_length=2)]
Corners = Annotated[
    list[Corner],
    Field(json_schema_extra=counted(LEAST_CORNERS, MOST_CORNERS), description="Corners in order, not crossing"),
]


class LabelFilterIn(Strict):
    """What an object of `label` must be like. Heights are shares of the picture's height, a ratio is width by height;
    they and the score are medians over the track. null: our default. `told` false: never told of."""

    label: Label
    told: StrictBool = True
    least_score: Share | None = None
    least_height: Share | None = None
    most_height: Share | None = None
    least_ratio: Ratio | None = None
    most_ratio: Ratio | None = None
    dwell_seconds: Seconds | None = None


class ZoneIn(Strict):
    """`labels`: what counts there; empty: everything."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    polygon: Corners
    labels: list[Label] = Field(default_factory=list, max_length=100)


class RulesIn(Strict):
    """All of what one camera watches for. `zones_required`: only what stood in a zone is told. In `masks` motion and
    objects do not count."""

    filters: list[LabelFilterIn] = Field(default_factory=list, max_length=100)
    zones: list[ZoneIn] = Field(default_factory=list, json_schema_extra=counted(0, MOST_ZONES))
    masks: list[Corners] = Field(default_factory=list, json_schema_extra=counted(0, MOST_MASKS))
    zones_required: bool = False


class LabelFilterOut(BaseModel):
    label: str
    told: bool
    least_score: float | None
    least_height: float | None
    most_height: float | None
    least_ratio: float | None
    most_ratio: float | None
    dwell_seconds: float | None


class ZoneOut(BaseModel):
    name: str
    polygon: list[list[float]]
    labels: list[str]


class RulesOut(BaseModel):
    filters: list[LabelFilterOut]
    zones: list[ZoneOut]
    masks: list[list[list[float]]]
    zones_required: bool
