"""Whether two boxes are one place, and how far something went from one to the other."""

import math
from dataclasses import dataclass

from argusai.pipeline.capture.streams.contract import Box

_AT_EDGE = 0.01  # of the frame: a box that reaches so near is cut off there, and its edge says nothing


@dataclass(frozen=True, slots=True)
class Shift:
    """`share`: how far, in shorter sides, only as far as both opposite edges agree (a box that was drawn around a
    passer-by too moves one edge). `cut`: an edge lay at the frame's and could not be asked."""

    share: float
    cut: bool


def overlap(one: Box, other: Box) -> float:
    """Intersection over union, 0–1."""
    common = _common(one, other)
    union = one.area + other.area - common
    return common / union if union > 0 else 0.0


def covered(one: Box, other: Box) -> float:
    """The share of the smaller box that lies in the other, 0–1."""
    smaller = min(one.area, other.area)
    return _common(one, other) / smaller if smaller > 0 else 0.0


def _common(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(0.0, width) * max(0.0, height)


def shift_of(before: Box, after: Box, frame_size: tuple[int, int]) -> Shift:
    """From `before` to `after`. An object that grew or shrank evenly came nearer or went away, which counts too."""
    side = max(1.0, min(before.width, before.height))
    across, cut_across = _agreed((before.left, before.right), (after.left, after.right), frame_size[0])
    down, cut_down = _agreed((before.top, before.bottom), (after.top, after.bottom), frame_size[1])
    share = max(across, down) / side
    if not (cut_across or cut_down):
        share = max(share, _growth(before, after))
    return Shift(share, cut_across or cut_down)


def _agreed(before: tuple[float, float], after: tuple[float, float], length: int) -> tuple[float, bool]:
    first, last = after[0] - before[0], after[1] - before[1]
    near = _AT_EDGE * length
    first_cut = min(before[0], after[0]) <= near
    last_cut = max(before[1], after[1]) >= length - near
    if first_cut and last_cut:
        return 0.0, True
    if first_cut or last_cut:
        return abs(last if first_cut else first), True
    return (min(abs(first), abs(last)) if first * last > 0 else 0.0), False


def _growth(before: Box, after: Box) -> float:
    if not before.area or not after.area:
        return 0.0
    wider, taller = math.log(after.width / before.width), math.log(after.height / before.height)
    return min(abs(wider), abs(taller)) if wider * taller > 0 else 0.0


def inner(box: Box, share: float) -> Box:
    """`box` without a margin of `share` of its size on each side."""
    across, down = box.width * share, box.height * share
    return Box(box.left + across, box.top + down, box.right - across, box.bottom - down)


def between(one: Box, other: Box, share: float) -> Box:
    """From `one` a `share` of the way to `other`."""
    return Box(
        one.left + (other.left - one.left) * share,
        one.top + (other.top - one.top) * share,
        one.right + (other.right - one.right) * share,
        one.bottom + (other.bottom - one.bottom) * share,
    )
