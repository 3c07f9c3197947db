"""Does an object move by itself, or did something merely move near it?

Motion that touches a box proves nothing: people pass a parked car. An object moves when motion covers it *and* either
its opposite edges shifted the same way (an occlusion or a jittering box shifts one edge), or one region of motion fits
its box.
"""

from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion

_REMEMBERED = timedelta(seconds=1.2)
_SHIFTED = 0.12  # of the shorter side, within the time remembered
_COVERED = 0.3  # share of the box
_FITS = 0.45  # intersection over union of a region and the box


class Movement:
    """One track's last second."""

    def __init__(self) -> None:
        self._boxes: deque[tuple[datetime, Box]] = deque()

    def see(self, at: datetime, box: Box, regions: Sequence[MotionRegion]) -> bool:
        """Whether it moves now; called once for each detection of the track, in order of time."""
        while self._boxes and self._boxes[0][0] < at - _REMEMBERED:
            self._boxes.popleft()
        shifted = bool(self._boxes) and shift(self._boxes[0][1], box) > _SHIFTED * min(box.width, box.height)
        self._boxes.append((at, box))
        common = [_common(box, region.box) for region in regions]
        if not box.area or sum(common) < _COVERED * box.area:
            return False
        return shifted or any(
            part > _FITS * (box.area + region.box.area - part) for part, region in zip(common, regions, strict=True)
        )


def shift(before: Box, after: Box) -> float:
    """How far the object went, pixels: only as far as both opposite edges agree."""
    across = _agreed(after.left - before.left, after.right - before.right)
    down = _agreed(after.top - before.top, after.bottom - before.bottom)
    return max(across, down)


def _agreed(one: float, other: float) -> float:
    return min(abs(one), abs(other)) if one * other > 0 else 0.0


def _common(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, width) * max(0.0, height)
