"""What is remembered of one track to judge it."""

from collections import deque
from datetime import datetime
from statistics import median

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.decisions.geometry import Point
from argusai.pipeline.detection.decisions.grounds import Grounds
from argusai.pipeline.detection.decisions.whereabouts import Look, Whereabouts
from argusai.pipeline.detection.tracking.contract import TrackPoint

# A median of three lets no single wrong box move the foot point, and lags by one frame.
_FEET = 3
# About two seconds: an object that comes nearer is judged as it is now, one wrong box is outvoted.
_SHAPES = 9
# Edges of boxes jitter by some hundredths of the object: a foot must cross a mask's edge by more, or it would go in and
# out while somebody stands there.
_MARGIN = 0.05
# A box this close to the border of the picture (share of the frame) is cut off there, so its shape says nothing.
_CUT_OFF = 0.01


class Record:
    """`masked`: stands in a mask. `places`: where it is and was. `counted_from`: when it first stood where things
    count. `passed_as`: the label under which it passed all filters."""

    def __init__(self, born_at: datetime, at: datetime) -> None:
        self.born_at = born_at
        self.seen_at = at
        self._feet: deque[Point] = deque(maxlen=_FEET)
        self._heights: deque[float] = deque(maxlen=_SHAPES)
        self._ratios: deque[float] = deque(maxlen=_SHAPES)
        self.begin_anew()

    def begin_anew(self) -> None:
        """The rules changed."""
        self.masked = False
        self.places = Whereabouts()
        self.counted_from: datetime | None = None
        self.passed_as = ""
        self._seen_before = False

    def see(self, point: TrackPoint, grounds: Grounds, at: datetime) -> None:
        """The track was detected, or is new. A predicted box would say nothing about the object."""
        box, size = point.box, grounds.size
        self.seen_at = at
        self._feet.append(box.foot)
        self._heights.append(box.height / size[1])
        if box.height > 0 and not _cut_off(box, size):
            self._ratios.append(box.width / box.height)
        foot = median(x for x, _ in self._feet), median(y for _, y in self._feet)
        self._see_masks(grounds.mask_depth(foot), _MARGIN * box.height)
        sure = point.confirmed or len(self._feet) == _FEET
        look = Look(point.label, foot, box.height, self.height, sure, not self.masked, at)
        self.places.see(look, grounds)
        if not self.masked and self.counted_from is None and (self.places.admitted or not grounds.asks):
            self.counted_from = (self.places.admitted_since or at) if self._seen_before else self.born_at
        self._seen_before = True

    @property
    def empty(self) -> bool:
        return not self._feet

    @property
    def height(self) -> float:
        """Share of the frame, median."""
        return median(self._heights)

    @property
    def ratio(self) -> float | None:
        """Width by height, median; None where it was never seen whole."""
        return median(self._ratios) if self._ratios else None

    def _see_masks(self, depth: float, margin: float) -> None:
        if not self._seen_before:
            self.masked = depth >= 0
        else:
            self.masked = depth >= -margin if self.masked else depth > margin


def _cut_off(box: Box, size: tuple[int, int]) -> bool:
    across, down = _CUT_OFF * size[0], _CUT_OFF * size[1]
    return box.left < across or box.top < down or box.right > size[0] - across or box.bottom > size[1] - down
