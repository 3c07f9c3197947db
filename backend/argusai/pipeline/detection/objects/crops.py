"""Chooses where the detector looks: few squares around what moves and what is expected.

Each look costs the same however large its area, and small areas show small objects larger. So areas are put together
as long as the square stays comfortable, and further when there would be too many.
"""

import math
from collections.abc import Sequence

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.motion.contract import MotionRegion

_MARGIN = 0.35  # of the region's size, on each side: motion often shows only a part of the object
_LEAST_SIDE = 224  # pixels; a smaller square would only enlarge noise
_COMFORTABLE_SIDE = 576  # pixels; a person of 40 px is still 29 px tall for the detector
_WIDE = 1.15  # a frame up to this much longer than wide is one square
_MOST_TILES = 4


def choose_crops(
    regions: Sequence[MotionRegion], expected_boxes: Sequence[Box], frame_size: tuple[int, int], most: int = 3
) -> list[Box]:
    """At most `most` areas (or the tiles of the whole frame, 4 at most) in pixels of the full frame, inside the frame.
    Empty when there is nothing to look at."""
    width, height = frame_size
    seeds = [seed for box in (*(r.box for r in regions), *expected_boxes) if (seed := _clipped(box, frame_size)).area]
    if not seeds or min(frame_size) < 1:
        return []
    short = min(frame_size)
    crops = [_grown(seed, frame_size) for seed in seeds]
    if any(_side(box) > short for box in crops):
        return tiles(width, height)
    for side in (min(_COMFORTABLE_SIDE, short), (_COMFORTABLE_SIDE + short) / 2, short):
        crops = _put_together(crops, side)
        if len(crops) <= most:
            return [_square(box, frame_size) for box in crops]
    return tiles(width, height)


def tiles(width: int, height: int) -> list[Box]:
    """The whole frame as overlapping squares along its longer side; one when it is nearly square."""
    short, long = min(width, height), max(width, height)
    count = 1 if long <= short * _WIDE else min(_MOST_TILES, math.ceil(long / short))
    if count == 1:
        return [Box(0, 0, width, height)]
    side = max(short, math.ceil(long / (count - 0.2 * (count - 1))))
    starts = [round(index * (long - side) / (count - 1)) for index in range(count)]
    if width >= height:
        return [Box(start, 0, min(width, start + side), height) for start in starts]
    return [Box(0, start, width, min(height, start + side)) for start in starts]


def _clipped(box: Box, frame_size: tuple[int, int]) -> Box:
    width, height = frame_size
    left, right = (min(max(value, 0.0), float(width)) for value in (box.left, box.right))
    top, bottom = (min(max(value, 0.0), float(height)) for value in (box.top, box.bottom))
    return Box(left, top, max(left, right), max(top, bottom))


def _grown(box: Box, frame_size: tuple[int, int]) -> Box:
    across, down = box.width * _MARGIN, box.height * _MARGIN
    return _clipped(Box(box.left - across, box.top - down, box.right + across, box.bottom + down), frame_size)


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )


def _put_together(boxes: list[Box], side: float) -> list[Box]:
    """Join each box with the first that leaves their common square at most `side` wide, from left to right."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda each: each.left):
        near = [
            (_side(both), index, both)
            for index, other in enumerate(joined)
            if _side(both := _around(box, other)) <= side
        ]
        if near:
            _, index, both = min(near, key=lambda each: each[:2])
            joined[index] = both
        else:
            joined.append(box)
    return joined if len(joined) == len(boxes) else _put_together(joined, side)


def _side(box: Box) -> float:
    return max(box.width, box.height)


def _square(box: Box, frame_size: tuple[int, int]) -> Box:
    """A square around `box`, moved into the frame, no larger than the frame."""
    side = max(_side(box), _LEAST_SIDE)
    left, right = _span((box.left + box.right) / 2, side, frame_size[0])
    top, bottom = _span((box.top + box.bottom) / 2, side, frame_size[1])
    return Box(left, top, right, bottom)


def _span(middle: float, side: float, length: int) -> tuple[float, float]:
    if side >= length:
        return 0.0, float(length)
    start = min(max(middle - side / 2, 0.0), length - side)
    return float(math.floor(start)), float(min(length, math.ceil(start + side)))
