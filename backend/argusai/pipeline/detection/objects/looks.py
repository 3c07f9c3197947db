"""What is to be looked at, and how much it matters."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion


class Need(IntEnum):
    """The lower, the more urgent. A detector that is short of time sheds the others first."""

    NEW = 0  # something moves where nobody looked lately
    TRACK = 1  # a track is expected there
    AGAIN = 2  # something moves where a look a moment ago brought nothing
    SCENERY = 3  # a remembered thing is checked


@dataclass(frozen=True, slots=True)
class Seed:
    """A place worth a look. `zoom`: how much more of the surroundings than usual is to be shown. `waited_seconds`:
    since this place was last looked at. `size`: the larger side, pixels, of what is usually seen there; 0: unknown."""

    box: Box
    need: Need
    zoom: float = 1.0
    waited_seconds: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Look:
    """One run of a network over `area` (pixels of the frame). `cost`: in runs of the first detector."""

    area: Box
    need: Need
    waited_seconds: float = 0.0
    cost: float = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one frame asks for. `expected`: where tracks should be; `due`: remembered things to be checked now."""

    regions: Sequence[MotionRegion]
    expected: Sequence[Box] = ()
    due: Sequence[Box] = ()
