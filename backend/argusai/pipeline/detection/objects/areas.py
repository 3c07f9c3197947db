"""Where in the frame a box lies that was found in an area of it. Pure."""

import math

from argusai.pipeline.capture.streams.contract import Box, Picture

EDGE = 3.0  # input pixels: a box this near the edge of its area is cut by it
_FILLS_AREA = 0.6  # of the area's side: so large an object is cut wherever one looks, and is kept
_LEAST_SIDE = 2.0  # pixels


def whole_pixels(area: Box, picture: Picture) -> Box | None:
    """`area` in whole pixels, inside the picture; None when nothing is left of it."""
    left, top = max(0, int(area.left)), max(0, int(area.top))
    inside = Box(left, top, min(picture.width, round(area.right)), min(picture.height, round(area.bottom)))
    return inside if inside.width >= 1 and inside.height >= 1 else None


def place(near: Box, area: Box, picture: Picture, edge: float) -> Box | None:
    """The box `near`, relative to `area`, in pixels of the frame. None when an inner edge of the area cuts the object
    (nearer than `edge` pixels), or nothing of it lies inside. Raises nothing for numbers that make no sense."""
    if not all(math.isfinite(value) for value in (near.left, near.top, near.right, near.bottom)):
        return None
    if _is_cut(near, area, Box(0, 0, picture.width, picture.height), edge):
        return None
    placed = _inside(near, area)
    return placed if placed.width >= _LEAST_SIDE and placed.height >= _LEAST_SIDE else None


def _inside(near: Box, area: Box) -> Box:
    """`near`, relative to `area`, in pixels of the frame; nothing outside the area."""
    return Box(
        area.left + min(max(near.left, 0.0), area.width),
        area.top + min(max(near.top, 0.0), area.height),
        area.left + min(max(near.right, 0.0), area.width),
        area.top + min(max(near.bottom, 0.0), area.height),
    )


def _is_cut(near: Box, area: Box, frame: Box, edge: float) -> bool:
    """An inner edge of the area goes through the object: another area shows it whole, or it is not worth reporting."""
    across = (near.left < edge and area.left > frame.left) or (
        near.right > area.width - edge and area.right < frame.right
    )
    down = (near.top < edge and area.top > frame.top) or (
        near.bottom > area.height - edge and area.bottom < frame.bottom
    )
    return (across and near.width < area.width * _FILLS_AREA) or (down and near.height < area.height * _FILLS_AREA)
