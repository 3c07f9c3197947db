"""What to watch for, as the routes take and give it. Places are shares of the picture, 0–1, from its upper left."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from argusai.kit.schemas import Seen, Strict
from argusai.pipeline.capture.cameras.contract import MOST_TONES

MOST_ZONES = 20
MOST_LINES = 20
MOST_MASKS = 20
LEAST_CORNERS, MOST_CORNERS = 3, 32
LEAST_POINTS = 2  # of a line
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


Name = Annotated[str, StringConstraints(min_length=1, max_length=40), Seen]
SideName = Annotated[str, StringConstraints(max_length=40)]
Labels = Annotated[list[Label], Field(default_factory=list, max_length=100)]
Tone = Annotated[int, Field(ge=0, lt=MOST_TONES, strict=True)]
# As `contract.Direction`; written out for OpenAPI.
DirectionIn = Literal["either", "left_to_right", "right_to_left"]


class ZoneIn(Strict):
    """`labels`: what counts there; empty: everything. `least_height`: how large it must be there, a share of the
    picture's height. `loiter_seconds`: only who stayed so long is in the zone. `required`: only what stood in a zone
    like this, or crossed such a line, is told of. `tone`: its colour in the picture."""

    name: Name
    polygon: Corners
    labels: Labels
    least_height: Share = 0.0
    loiter_seconds: Seconds = 0.0
    required: StrictBool = False
    tone: Tone = 0


class LineIn(Strict):
    """Crossed with the feet. Left and right are as seen from the first point to the last; `left` and `right` may name
    what lies there, for the sentences. `direction`: which crossings count."""

    name: Name
    points: Annotated[
        list[Corner],
        Field(json_schema_extra=counted(LEAST_POINTS, MOST_CORNERS), description="Points in order, not crossing"),
    ]
    direction: DirectionIn = "either"
    labels: Labels
    left: SideName = ""
    right: SideName = ""
    required: StrictBool = False
    tone: Tone = 0


class RulesIn(Strict):
    """All of what one camera watches for. `zones_required`: as if each zone were required. In `masks` motion and
    objects do not count. Zones and lines have names of their own."""

    filters: list[LabelFilterIn] = Field(default_factory=list, max_length=100)
    zones: list[ZoneIn] = Field(default_factory=list, json_schema_extra=counted(0, MOST_ZONES))
    masks: list[Corners] = Field(default_factory=list, json_schema_extra=counted(0, MOST_MASKS))
    zones_required: bool = False
    lines: list[LineIn] = Field(default_factory=list, json_schema_extra=counted(0, MOST_LINES))


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
    least_height: float
    loiter_seconds: float
    required: bool
    tone: int


class LineOut(BaseModel):
    name: str
    points: list[list[float]]
    direction: DirectionIn
    labels: list[str]
    left: str
    right: str
    required: bool
    tone: int


class RulesOut(BaseModel):
    filters: list[LabelFilterOut]
    zones: list[ZoneOut]
    masks: list[list[list[float]]]
    zones_required: bool
    lines: list[LineOut]
