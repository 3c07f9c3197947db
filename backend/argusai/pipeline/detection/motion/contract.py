"""What later stages may know of motion."""

from dataclasses import dataclass, field
from typing import Literal

from argusai.pipeline.capture.streams.contract import Box

# What happened to the picture as a whole: the light changed; the camera shook; it is all one colour; it stands still to
# the last bit, which no living camera's does.
MotionKind = Literal["", "light", "shake", "black", "frozen"]


@dataclass(frozen=True, slots=True)
class MotionRegion:
    """A connected area that changed. `share`: changed pixels of the box, 0–1."""

    box: Box
    share: float


@dataclass(frozen=True, slots=True)
class Motion:
    """The answer for one frame. `global_change`: most of the picture changed at once (light, exposure, a jolt), so the
    background was learned anew or relit and there are no regions. `kind`: what befell the picture as a whole, if
    anything; with "shake" there may be regions, since a shift is taken out before comparing. `still`: not one cell
    stirred, and has not for a while."""

    regions: tuple[MotionRegion, ...]
    global_change: bool
    kind: MotionKind = ""
    still: bool = field(default=False, compare=False)
