"""What one camera's looks brought lately: where nobody looked for a while, where looks were in vain, and how large
things usually are at a place."""

from collections import deque
from collections.abc import Sequence

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.contract import Detection
from argusai.pipeline.detection.objects.overlap import intersection

EXPLAINED = 0.3  # of a region of motion, that an object or a track covers
_LOOKED_SECONDS = 2.0
_VAIN_SECONDS = 4.0
_SURE = 0.5
_MOST_SIZES = 60
_NEAR_DOWN, _NEAR_ACROSS = 0.1, 0.25  # of the frame's height and width: about equally far from the camera
_SMALL_ONE = 0.2  # of the sizes seen there, that are smaller


class Lately:
    """Times are seconds since the camera's first frame. Not thread-safe."""

    def __init__(self) -> None:
        self._looked: deque[tuple[float, Box]] = deque()
        self._vain: deque[tuple[float, Box, int]] = deque()
        self._sizes: deque[Box] = deque(maxlen=_MOST_SIZES)

    def see(self, now: float, areas: Sequence[Box], regions: Sequence[Box], found: Sequence[Detection]) -> None:
        """`areas` were looked at, `regions` moved, `found` was there."""
        self._looked += [(now, area) for area in areas]
        vain = [
            region
            for region in regions
            if any(middle_inside(region, area) for area in areas)
            and not any(intersection(each.box, region) >= EXPLAINED * region.area for each in found)
        ]
        self._vain += [(now, region, self.turn(region) + 1) for region in vain]
        self._sizes += [each.box for each in found if each.score >= _SURE]

    def forget(self, now: float) -> None:
        while self._looked and not 0 <= now - self._looked[0][0] <= _LOOKED_SECONDS:
            self._looked.popleft()
        while self._vain and not 0 <= now - self._vain[0][0] <= _VAIN_SECONDS:
            self._vain.popleft()

    def waited(self, box: Box, now: float) -> float:
        """Seconds since somebody looked at the middle of `box`; at most as long as is remembered."""
        return min((now - at for at, area in self._looked if middle_inside(box, area)), default=_LOOKED_SECONDS)

    def in_vain(self, box: Box) -> int:
        """How often something moved there, was looked at, and was nothing."""
        return sum(1 for _, other, _ in self._vain if middle_inside(box, other))

    def turn(self, box: Box) -> int:
        """How many looks one after another were in vain at what moves there, also while it goes on: each counts from
        the last where it was a moment before."""
        return next((turn for _, other, turn in reversed(self._vain) if middle_inside(box, other)), 0)

    @property
    def vain_a_second(self) -> float:
        """How often something moved, was looked at, and was nothing, wherever it was."""
        return len(self._vain) / _VAIN_SECONDS

    def usual_size(self, box: Box, frame_size: tuple[int, int]) -> float:
        """The larger side, pixels, of a rather small object that stands where `box` does; 0.0 when none was seen."""
        x, y = box.foot
        sides = sorted(
            max(other.width, other.height)
            for other in self._sizes
            if abs(other.foot[1] - y) <= _NEAR_DOWN * frame_size[1]
            and abs(other.foot[0] - x) <= _NEAR_ACROSS * frame_size[0]
        )
        return sides[int(len(sides) * _SMALL_ONE)] if sides else 0.0


def middle_inside(box: Box, area: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return area.left <= x <= area.right and area.top <= y <= area.bottom
