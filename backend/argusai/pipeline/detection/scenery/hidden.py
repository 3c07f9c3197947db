"""Whether something stands in a place that is hidden. Pure."""

from argusai.pipeline.capture.cameras.contract import Polygon

_Box = tuple[float, float, float, float]
# Of the frame: as much as the black reaches over the edge of its polygon.
_MARGIN = 0.01


def touches(box: _Box, polygon: Polygon) -> bool:
    """`box`: left, top, right, bottom; all of it as shares of the frame. True where they have a point in common, or
    almost."""
    wide = (box[0] - _MARGIN, box[1] - _MARGIN, box[2] + _MARGIN, box[3] + _MARGIN)
    sides = zip(polygon, (*polygon[1:], polygon[0]), strict=True)
    return any(_enters(wide, one, other) for one, other in sides) or _holds(polygon, (wide[0], wide[1]))


def _enters(box: _Box, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether the line from `one` to `other` has a point in `box`: what is left of it after each side cut off what lies
    beyond."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        begin, step = one[axis], other[axis] - one[axis]
        low, high = box[axis] - begin, box[axis + 2] - begin
        if step == 0:
            if low > 0 or high < 0:
                return False
            continue
        enter, leave = sorted((low / step, high / step))
        first, last = max(first, enter), min(last, leave)
    return first <= last


def _holds(polygon: Polygon, point: tuple[float, float]) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
