"""Whether a track crossed a line, judged on where its feet went. Pure; in pixels of one frame."""

from itertools import pairwise

from argusai.pipeline.capture.cameras.contract import Line, Side
from argusai.pipeline.detection.decisions.geometry import Point, distance_to, snapped

# A line that ends at the border of the picture (share of the frame) goes on beyond it: nobody can walk around it there.
_BEYOND = 0.1


class Fence:
    """One line on frames of `size` (width, height)."""

    def __init__(self, line: Line, size: tuple[int, int]) -> None:
        self.line = line
        points = [(snapped(x) * size[0], snapped(y) * size[1]) for x, y in line.points]
        reach = _BEYOND * max(size)
        points[0] = _drawn_out(points[1], points[0], size, reach)
        points[-1] = _drawn_out(points[-2], points[-1], size, reach)
        self._sides = list(pairwise(points))

    def distance(self, point: Point) -> float:
        """Pixels."""
        return min(distance_to(point, side) for side in self._sides)

    def passes(self, one: Point, other: Point) -> int:
        """How often the way from `one` to `other` crosses it from left to right, less how often back. A point on the
        line counts as on its right, so that a way which only touches it comes to nothing."""
        net = 0
        first, last = sorted((one, other))  # a corner on the way lies on the same side of it, whichever way it is gone
        for a, b in self._sides:
            before, after = _turn(a, b, one) >= 0, _turn(a, b, other) >= 0
            if before != after and (_turn(first, last, a) >= 0) != (_turn(first, last, b) >= 0):
                net += 1 if after else -1
        return net


class Approach:
    """One track before one line. What happens closer to the line than `margin` is decided once it is farther away, on
    either side: boxes tremble, and somebody who stands on a line crosses it once when he goes on."""

    def __init__(self) -> None:
        self._last: Point | None = None
        self._net = 0
        self._came_from_afar = False

    def see(self, foot: Point, fence: Fence, margin: float) -> Side | None:
        """The side to which it has just crossed. Who first appears on the line came from nowhere."""
        if self._last is not None:
            self._net += fence.passes(self._last, foot)
        self._last = foot
        if fence.distance(foot) < margin:
            return None
        net, self._net = self._net, 0
        known, self._came_from_afar = self._came_from_afar, True
        if not known or net == 0:
            return None
        return "right" if net > 0 else "left"


def _turn(a: Point, b: Point, c: Point) -> float:
    """Positive: c lies to the right of somebody who walks from a to b (y grows downwards)."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _drawn_out(inner: Point, end: Point, size: tuple[int, int], reach: float) -> Point:
    if not any(end[axis] in {0, size[axis]} for axis in (0, 1)):
        return end
    across, down = end[0] - inner[0], end[1] - inner[1]
    length = (across * across + down * down) ** 0.5
    return (end[0] + across / length * reach, end[1] + down / length * reach) if length else end
