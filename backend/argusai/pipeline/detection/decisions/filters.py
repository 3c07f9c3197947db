"""The owner's filters, zones and masks, applied to tracks. Pure."""

from collections.abc import Sequence

from argusai.pipeline.capture.cameras.contract import WatchRules
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.scenery.contract import Verdict
from argusai.pipeline.detection.tracking.contract import TrackPoint


class Filters:
    """For one camera, in one thread."""

    def __init__(self, rules: WatchRules) -> None:
        self._rules = rules

    def obey(self, rules: WatchRules) -> None:
        """From the next frame on."""
        self._rules = rules

    def unmasked(self, regions: Sequence[MotionRegion], frame_size: tuple[int, int]) -> list[MotionRegion]:
        """The regions that lie outside every mask, at least in part."""
        return list(regions)

    def judge(self, points: Sequence[TrackPoint], frame_size: tuple[int, int]) -> dict[int, Verdict]:
        """Which of `points` (by track id) the owner does not want to hear of."""
        return {}
