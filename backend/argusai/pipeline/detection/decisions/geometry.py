"""Points, boxes and polygons in pixels of one frame. Pure."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.cameras.contract import Polygon
from argusai.pipeline.capture.streams.contract import Box

Point = tuple[float, float]
Cells = npt.NDArray[np.bool_]

# As fine as the plane on which motion is found: finer would say nothing more about its regions.
_ROWS, _COLUMNS = 108, 192
# Motion is averaged over 3 × 3 cells, then widened by 2 rows and 1 column: so far a region reaches beyond what moved.
_BLEED_DOWN, _BLEED_ACROSS = 3 / _ROWS, 2 / _COLUMNS
# Corners drawn this close to the border (share of the frame) were meant to lie on it.
_AT_BORDER = 0.005


class Area:
    """One polygon on frames of `size` (width, height)."""

    def __init__(self, polygon: Polygon, size: tuple[int, int]) -> None:
        self._size = width, height = size
        inside = tuple((snapped(x) * width, snapped(y) * height) for x, y in polygon)
        self._edges = list(_edges(inside))
        self._inner = [(one, other) for one, other in self._edges if not _on_border(one, other, size)]

    def depth(self, point: Point) -> float:
        """How far inside `point` lies, pixels; negative: how far outside. The border of the picture is no edge: nothing
        can be seen beyond it. Infinite where the polygon has no other edge."""
        x = min(max(point[0], 0.5), self._size[0] - 0.5)
        y = min(max(point[1], 0.5), self._size[1] - 0.5)
        nearest = min((distance_to((x, y), edge) for edge in self._inner), default=math.inf)
        return nearest if self._has(x, y) else -nearest

    def _has(self, x: float, y: float) -> bool:
        """By the even-odd rule: a line to the right crosses an odd number of edges."""
        inside = False
        for (x1, y1), (x2, y2) in self._edges:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
        return inside


class Cover:
    """What several polygons cover together, in cells."""

    def __init__(self, polygons: Sequence[Polygon]) -> None:
        self._cells = np.zeros((_ROWS, _COLUMNS), np.bool_)
        ys, xs = np.mgrid[0:_ROWS, 0:_COLUMNS]
        for polygon in polygons:
            self._cells |= _cells_inside(polygon, (xs + 0.5) / _COLUMNS, (ys + 0.5) / _ROWS)

    def hides(self, box: Box, size: tuple[int, int]) -> bool:
        """Whether what moved in `box`, a region of motion in pixels, lies in it altogether."""
        top, bottom = _span(box.top / size[1], box.bottom / size[1], _BLEED_DOWN, _ROWS)
        left, right = _span(box.left / size[0], box.right / size[0], _BLEED_ACROSS, _COLUMNS)
        return bool(self._cells[top:bottom, left:right].all())


def _span(first: float, last: float, bleed: float, count: int) -> tuple[int, int]:
    """The cells whose centres lie between the shares `first` and `last` without the bleed; at least one."""
    middle = (first + last) / 2
    # A region at the border bleeds to the inner side only, so it is taken as it is there.
    first = min(first + bleed, middle) if first > 0 else first
    last = max(last - bleed, middle) if last < 1 else last
    begin, end = math.ceil(first * count - 0.5), math.ceil(last * count - 0.5)
    begin = min(max(begin, 0), count - 1)
    return begin, min(max(end, begin + 1), count)


def _cells_inside(polygon: Polygon, xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]) -> Cells:
    inside = np.zeros(xs.shape, np.bool_)
    for (x1, y1), (x2, y2) in _edges(polygon):
        if y1 != y2:
            inside ^= ((y1 > ys) != (y2 > ys)) & (xs < (x2 - x1) * (ys - y1) / (y2 - y1) + x1)
    return inside


def _edges(polygon: Polygon) -> Iterator[tuple[Point, Point]]:
    return pairwise((*polygon, polygon[0]))


def snapped(share: float) -> float:
    """On the border where it was meant to be."""
    return 0.0 if share <= _AT_BORDER else 1.0 if share >= 1 - _AT_BORDER else share


def _on_border(one: Point, other: Point, size: tuple[int, int]) -> bool:
    return any(one[axis] == other[axis] == border for axis in (0, 1) for border in (0, size[axis]))


def distance_to(point: Point, edge: tuple[Point, Point]) -> float:
    """Of `point` from the nearest point of `edge`."""
    (x1, y1), (x2, y2) = edge
    across, down = x2 - x1, y2 - y1
    length = across * across + down * down
    share = ((point[0] - x1) * across + (point[1] - y1) * down) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    return math.hypot(point[0] - x1 - share * across, point[1] - y1 - share * down)
