"""What later stages may know of motion."""

from dataclasses import dataclass

from argusai.pipeline.capture.streams.contract import Box


@dataclass(frozen=True, slots=True)
class MotionRegion:
    """A connected area that changed. `share`: changed pixels of the box, 0–1."""

    box: Box
    share: float


@dataclass(frozen=True, slots=True)
class Motion:
    """The answer for one frame. `global_change`: most of the picture changed at once (light, exposure), so the
    background was reset and there are no regions."""

    regions: tuple[MotionRegion, ...]
    global_change: bool
