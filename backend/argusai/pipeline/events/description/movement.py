"""From a path of foot points to words: where from, where to."""

import math
from collections import Counter
from collections.abc import Sequence

Path = tuple[tuple[float, float], ...]

_THIRD = 1 / 3
# Shares of the frame. Less than this is somebody who shifts from one foot to the other.
_SIDEWAYS = 0.12
_DEPTH = 0.08
_WANDERING = 0.15
# A claim about a group has to hold for this share of it.
_NEARLY_ALL = 0.9
_SIDES = {
    **dict.fromkeys(("left_right", "left_middle", "middle_right", "to_right"), "to_right"),
    **dict.fromkeys(("right_left", "right_middle", "middle_left", "to_left"), "to_left"),
}


def route(path: Path) -> str | None:
    """A key of the catalogue's `route` group, or None when it led nowhere. Downwards in the picture is towards the
    camera, because ground that is nearer lies lower."""
    if len(path) < 2:
        return None
    (x0, y0), (x1, y1) = path[0], path[-1]
    dx, dy = x1 - x0, y1 - y0
    if abs(dx) >= _SIDEWAYS and abs(dx) >= abs(dy):
        return _sideways(x0, x1)
    if abs(dy) >= _DEPTH:
        return "towards" if dy > 0 else "away"
    return "around" if extent(path) >= _WANDERING else None


def common_route(paths: Sequence[Path]) -> str | None:
    """What holds for nearly all of `paths`: the same route, or at least the same side; "various" when they moved, but
    not alike; None when some led nowhere."""
    ways = [route(path) for path in paths]
    for alike in (ways, [_SIDES.get(way, way) if way else None for way in ways]):
        way, many = Counter(alike).most_common(1)[0]
        if nearly_all(many, len(ways)):
            return way
    moved = [way for way in ways if way is not None]
    if not nearly_all(len(moved), len(ways)):
        return None
    return "around" if "around" in moved else "various"


def nearly_all(many: int, of: int) -> bool:
    return many >= _NEARLY_ALL * of


def extent(path: Path) -> float:
    """The diagonal of the rectangle around the path, in shares of the frame."""
    if not path:
        return 0.0
    xs, ys = [x for x, _ in path], [y for _, y in path]
    return math.hypot(max(xs) - min(xs), max(ys) - min(ys))


def _sideways(x0: float, x1: float) -> str:
    places = _third(x0), _third(x1)
    if places[0] != places[1]:
        return f"{places[0]}_{places[1]}"
    return "to_right" if x1 > x0 else "to_left"


def _third(x: float) -> str:
    if x < _THIRD:
        return "left"
    return "right" if x > 1 - _THIRD else "middle"
