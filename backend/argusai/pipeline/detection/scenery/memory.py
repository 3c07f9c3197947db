"""Remembers what stands still at one camera, with place and appearance."""

from collections.abc import Sequence
from datetime import datetime

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint


class SceneryMemory:
    """One camera's memory. Not thread-safe: the camera's analysis thread owns it."""

    def see(self, frame: Frame, regions: Sequence[MotionRegion], points: Sequence[TrackPoint]) -> dict[int, Verdict]:
        """Which of `points` (by track id) are remembered things that did not move by themselves."""
        return {}

    def due_boxes(self, at: datetime) -> list[Box]:
        """Where a remembered thing should be looked at again now."""
        return []
