"""Whether corners make a place that has an inside. Pure."""

import math
from itertools import combinations, pairwise

from argusai.pipeline.capture.cameras.contract import Polygon

_Corner = tuple[float, float]
_Edge = tuple[_Corner, _Corner]

# Of the picture: a hundredth of a percent is 14 by 14 pixels of 1080p. Less cannot be hit by a foot point.
_LEAST_AREA = 0.0001
# Of the picture's sides. Less cannot be crossed on purpose.
_LEAST_LENGTH = 0.02


def fault_of(polygon: Polygon) -> str:
    """Why `polygon` cannot be used, as the end of a sentence; empty when it can."""
    edges = list(zip(polygon, (*polygon[1:], polygon[0]), strict=True))
    if any(one == other for one, other in combinations(polygon, 2)):
        return "has two corners at one place"
    if any(_cross(one, other) for one, other in combinations(edges, 2)):
        return "has sides that cross or touch each other"
    if abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges)) / 2 < _LEAST_AREA:
        return "is too small or too thin"
    return ""


def fault_of_line(points: Polygon) -> str:
    """Why `points` make no line, as the end of a sentence; empty when they do."""
    edges = list(pairwise(points))
    if any(one == other for one, other in combinations(points, 2)):
        return "has two points at one place"
    if any(_cross(one, other) for one, other in combinations(edges, 2)):
        return "crosses or touches itself"
    if sum(math.dist(one, other) for one, other in edges) < _LEAST_LENGTH:
        return "is too short"
    return ""


def _cross(one: _Edge, other: _Edge) -> bool:
    """Whether two sides have more in common than the corner at which neighbours meet."""
    (a, b), (c, d) = one, other
    if b == c or a == d:
        corner, before, after = (b, a, d) if b == c else (a, b, c)
        return _side(before, corner, after) == 0 and not _between(before, corner, after)
    turns = _side(a, b, c), _side(a, b, d), _side(c, d, a), _side(c, d, b)
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends = zip(turns, ((a, c, b), (a, d, b), (c, a, d), (c, b, d)), strict=True)
    return any(turn == 0 and _between(*three) for turn, three in ends)


def _side(a: _Corner, b: _Corner, c: _Corner) -> float:
    """Positive, negative: on which side of the line through a and b the point c lies; 0: on it."""
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return 0.0 if abs(turn) < 1e-12 else turn


def _between(a: _Corner, point: _Corner, b: _Corner) -> bool:
    """Whether `point`, on the line through a and b, lies between them."""
    return all(min(a[axis], b[axis]) <= point[axis] <= max(a[axis], b[axis]) for axis in (0, 1))
