"""Does an object move by itself, or did something merely move near it?

Motion that touches a box proves nothing: people pass a parked car, and open its boot. An object moves when motion
covers it *and* its opposite edges shifted the same way, or its width and height grew alike (an occlusion or a jittering
box changes one edge). People and animals also move on the spot: for them one region of motion that fits is enough.
"""

import math
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion
from argusai.pipeline.detection.tracking.match import intersection

_REMEMBERED = timedelta(seconds=2.0)
_SHIFTED = 0.12  # of the shorter side, within the time remembered
_GREW = 0.15  # natural logarithm of the ratio, likewise
_COVERED = 0.3  # share of the box
_LEAST_HALF = 2  # boxes
_LEAST_SPAN = timedelta(seconds=0.6)  # a wrong box is mostly followed by another one
_FITS = 0.45  # intersection over union of a region and the box


class Movement:
    """One track's last seconds."""

    def __init__(self) -> None:
        self._boxes: deque[tuple[datetime, Box]] = deque()
        self.covered = False  # by motion, in the last frame; whosever that is

    def see(self, at: datetime, box: Box, regions: Sequence[MotionRegion], rigid: bool) -> bool:
        """Whether it moves now; called once for each detection of the track, in order of time. `rigid`: a vehicle,
        which cannot move without going somewhere."""
        while self._boxes and self._boxes[0][0] < at - _REMEMBERED:
            self._boxes.popleft()
        self._boxes.append((at, box))
        common = [intersection(box, region.box) for region in regions]
        self.covered = box.area > 0 and sum(common) >= _COVERED * box.area
        if not self.covered:
            return False
        before, after = self._before_and_after(rigid)
        if shift(before, after) > _SHIFTED * min(box.width, box.height) or growth(before, after) > _GREW:
            return True
        return not rigid and any(
            part > _FITS * (box.area + region.box.area - part) for part, region in zip(common, regions, strict=True)
        )

    def _before_and_after(self, rigid: bool) -> tuple[Box, Box]:
        """The first and the last box; for vehicles the usual ones of either half, since one wrong box, drawn around a
        parked car and a passer-by, must not set it in motion."""
        boxes = [box for _, box in self._boxes]
        if not rigid:
            return boxes[0], boxes[-1]
        half = len(boxes) // 2
        if half < _LEAST_HALF or self._boxes[-1][0] - self._boxes[0][0] < _LEAST_SPAN:
            return boxes[-1], boxes[-1]
        return _usual(boxes[:half]), _usual(boxes[half:])


def _usual(boxes: Sequence[Box]) -> Box:
    return Box(
        median(box.left for box in boxes),
        median(box.top for box in boxes),
        median(box.right for box in boxes),
        median(box.bottom for box in boxes),
    )


def shift(before: Box, after: Box) -> float:
    """How far the object went, pixels: only as far as both opposite edges agree."""
    across = _agreed(after.left - before.left, after.right - before.right)
    down = _agreed(after.top - before.top, after.bottom - before.bottom)
    return max(across, down)


def growth(before: Box, after: Box) -> float:
    """By what factor the object became larger or smaller, as a logarithm: only as far as width and height agree."""
    if not before.area or not after.area:
        return 0.0
    return _agreed(math.log(after.width / before.width), math.log(after.height / before.height))


def _agreed(one: float, other: float) -> float:
    return min(abs(one), abs(other)) if one * other > 0 else 0.0
