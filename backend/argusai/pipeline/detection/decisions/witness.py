"""Follows every candidate of one camera until it is over; those that opened no event leave a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.decisions.contract import Decision
from argusai.pipeline.detection.motion.contract import Motion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint


@dataclass(frozen=True, slots=True)
class Seen:
    """One analysed frame. `verdicts`: by track id; a confirmed, moving track without one may open an event. `masked`:
    regions of motion that a mask took away. `unlooked`: areas for which the detector had no time."""

    frame: Frame
    motion: Motion
    points: Sequence[TrackPoint]
    verdicts: Mapping[int, Verdict]
    masked: Sequence[Box] = ()
    unlooked: Sequence[Box] = ()


class Witness:
    """For one camera, in one thread."""

    def see(self, seen: Seen) -> list[Decision]:
        """The candidates that are over with this frame."""
        return []

    def idle(self, at: datetime) -> list[Decision]:
        """Time went on without a frame."""
        return []
