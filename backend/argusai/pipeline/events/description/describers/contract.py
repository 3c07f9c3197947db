"""What other parts may know of describers."""

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from argusai.pipeline.events.description.providers.contract import Kind, Way

CameraUse = Literal["house", "own", "built-in"]


@dataclass(frozen=True, slots=True)
class Describer:
    """A vision model that the owner chose. `api_key`: opened. `at_home`: the owner says that it is on this network.
    `at_once`: so many calls at the same time; `a_minute`: so many begin within a minute, None: as many as come. Prices
    in dollars for a million tokens; None: what is known."""

    id: UUID
    name: str
    kind: Kind
    model: str
    base_url: str | None
    enabled: bool = True
    at_home: bool = False
    at_once: int = 2
    a_minute: int | None = None
    one_frame_seconds: float = 15.0
    several_frames_seconds: float = 30.0
    input_price: float | None = None
    output_price: float | None = None
    api_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Chosen:
    """For all cameras. Caps in dollars; None: no cap. `context`: what a stranger to the house does not know.
    `reuse`: words for an event that looked the same are taken over. `way`: which pictures are shown, at most `frames`.
    `subject_only`: cut to what moved; pictures in which nothing of the event was recognised are not shown. `carriers`:
    parcel services whose names are read beside the usual ones."""

    day_cap: float | None = None
    month_cap: float | None = None
    camera_day_cap: float | None = None
    context: str = ""
    frames: int = 4
    way: Way = "hybrid"
    subject_only: bool = False
    reuse: bool = True
    carriers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CameraChosen:
    """`use`: the order of the house, an order of its own (`order`), or the built-in words alone. `day_cap`: in dollars,
    None: that of the house."""

    use: CameraUse = "house"
    order: tuple[UUID, ...] = ()
    context: str = ""
    day_cap: float | None = None
