"""Chooses where the detector looks: few squares around what moves and what is expected.

Each look costs the same however large its area, and small areas show small objects larger. So neighbours share a look
as long as the smallest of them is still shown large enough, and less large when there would be too many looks. Too
large is no better than too small: a network knows things by their size in its input too.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from argusai.pipeline.capture.streams.contract import Box
from argusai.pipeline.detection.objects.looks import Look, Need, Seed
from argusai.pipeline.detection.objects.overlap import intersection

_MARGIN = 0.35  # of the region's size, on each side: motion often shows only a part of the object
_LEAST_MARGIN = 0.25  # of its larger side: whoever walks is soon beside the place where he was expected
_LEAST_SIDE = 224  # pixels; a smaller square would only enlarge noise
_COMFORTABLE_SIDE = 576  # pixels; wider only where a large object needs it
_INPUT_SIDE = 416  # pixels of the default detector's input; others have about as many
# How tall the smallest thing in an area should come out in the input: people are found well from about 35 pixels on.
_SHOWN_SIDES = (48.0, 41.0, 35.0)
# How tall what is looked for comes out best: people of 70 to 120 pixels are recognised most surely, by day and in the
# dark, and many of 150 not at all.
_BEST_SHOWN = 92.0
_WIDE = 1.15  # a frame up to this much longer than wide is one square
_MOST_TILES = 4
_MOST_SEEDS = 48  # more things than that move together: leaves, rain, or the camera
_ABSORBED = 0.7  # of a small seed that lies in a larger one's surroundings: a part of the same object
_FINE_SHARE = 0.55  # side of a fine tile, of the frame's shorter side
_FINE_OVERLAP = 0.15


@dataclass(frozen=True, slots=True)
class _Group:
    """Seeds that share a look. `extent`: the smaller of their sides, which decides how wide the area may become."""

    box: Box
    extent: float
    least_side: float
    need: Need
    waited_seconds: float


def choose_crops(seeds: Sequence[Seed], frame_size: tuple[int, int], most: int = 4) -> list[Look]:
    """Areas in pixels of the full frame, inside it, the most urgent first, then those that waited longest. About
    `most`; more only where fewer would show what is small too small: the caller takes as many as it has time for.
    Empty when there is nothing to look at."""
    clipped = [replace(seed, box=box) for seed in seeds if (box := _clipped(seed.box, frame_size)).area]
    if not clipped or min(frame_size) < 1:
        return []
    short = min(frame_size)
    many = len(clipped) > _MOST_SEEDS
    groups = [] if many else _groups(clipped, frame_size)
    wide = [group for group in groups if _side(group.box) > short]
    looks = _tile_looks(clipped if many else wide, frame_size)
    groups = [group for group in groups if _side(group.box) <= short]
    groups = [group for group in groups if not any(_well_inside(group, look.area) for look in looks)]
    for shown in _SHOWN_SIDES:
        groups = _put_together(groups, shown, short)
        if len(looks) + len(groups) <= most:
            break
    looks += [Look(_square(group, frame_size), group.need, group.waited_seconds) for group in groups]
    return sorted(looks, key=lambda look: (look.need, -look.waited_seconds))


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


def fine_tiles(width: int, height: int) -> list[Box]:
    """The whole frame as small overlapping squares: what is small in it is shown larger than on `tiles`."""
    side = max(_LEAST_SIDE, math.ceil(min(width, height) * _FINE_SHARE))
    return [
        Box(left, top, left + min(side, width), top + min(side, height))
        for top in _starts(height, side)
        for left in _starts(width, side)
    ]


def _starts(length: int, side: int) -> list[int]:
    if side >= length:
        return [0]
    count = math.ceil((length - side * _FINE_OVERLAP) / (side * (1 - _FINE_OVERLAP)))
    return [round(index * (length - side) / (count - 1)) for index in range(count)]


def _clipped(box: Box, frame_size: tuple[int, int]) -> Box:
    width, height = frame_size
    left, right = (min(max(value, 0.0), float(width)) for value in (box.left, box.right))
    top, bottom = (min(max(value, 0.0), float(height)) for value in (box.top, box.bottom))
    return Box(left, top, max(left, right), max(top, bottom))


def _grown(box: Box, frame_size: tuple[int, int]) -> Box:
    least = _side(box) * _LEAST_MARGIN
    across, down = max(box.width * _MARGIN, least), max(box.height * _MARGIN, least)
    return _clipped(Box(box.left - across, box.top - down, box.right + across, box.bottom + down), frame_size)


def _groups(seeds: Sequence[Seed], frame_size: tuple[int, int]) -> list[_Group]:
    """Larger first; a small one in a larger one's surroundings is a part of it and only makes room for itself."""
    kept: list[tuple[Box, _Group]] = []
    for seed in sorted(seeds, key=lambda each: -each.box.area):
        group = _group(seed, frame_size)
        for index, (surroundings, larger) in enumerate(kept):
            if intersection(seed.box, surroundings) >= _ABSORBED * seed.box.area:
                kept[index] = surroundings, replace(_around(larger, group), extent=larger.extent)
                break
        else:
            kept.append((group.box, group))
    return [group for _, group in kept]


def _group(seed: Seed, frame_size: tuple[int, int]) -> _Group:
    best = _side(seed.box) * _INPUT_SIDE / _BEST_SHOWN
    return _Group(
        box=_grown(seed.box, frame_size),
        extent=max(_side(seed.box), seed.size) * seed.zoom,
        least_side=min(max(_LEAST_SIDE, best) * seed.zoom, max(_COMFORTABLE_SIDE, best), *frame_size),
        need=seed.need,
        waited_seconds=seed.waited_seconds,
    )


def _tile_looks(wide: Sequence[Seed | _Group], frame_size: tuple[int, int]) -> list[Look]:
    looks = []
    for tile in tiles(*frame_size):
        there = [each for each in wide if intersection(tile, each.box)]
        if there:
            looks.append(Look(tile, min(each.need for each in there), max(each.waited_seconds for each in there)))
    return looks


def _well_inside(group: _Group, tile: Box) -> bool:
    """Whole, and shown large enough."""
    whole = intersection(group.box, tile) >= group.box.area * 0.999
    return whole and group.extent * _INPUT_SIDE >= _SHOWN_SIDES[0] * _side(tile)


def _around(one: _Group, other: _Group) -> _Group:
    box = Box(
        min(one.box.left, other.box.left),
        min(one.box.top, other.box.top),
        max(one.box.right, other.box.right),
        max(one.box.bottom, other.box.bottom),
    )
    return _Group(
        box,
        extent=min(one.extent, other.extent),
        least_side=max(one.least_side, other.least_side),
        need=min(one.need, other.need),
        waited_seconds=max(one.waited_seconds, other.waited_seconds),
    )


def _fits(group: _Group, shown: float, short: int) -> bool:
    """Its square may be so wide: the smallest thing in it still comes out `shown` pixels tall."""
    comfortable = max(_COMFORTABLE_SIDE * _SHOWN_SIDES[0] / shown, group.least_side)
    widest = max(_LEAST_SIDE, min(group.extent * _INPUT_SIDE / shown, comfortable))
    return max(_side(group.box), group.least_side) <= min(widest, short)


def _put_together(groups: list[_Group], shown: float, short: int) -> list[_Group]:
    """Join each with the nearest that leaves their common square narrow enough, from left to right."""
    joined: list[_Group] = []
    for group in sorted(groups, key=lambda each: each.box.left):
        near = [
            (_side(both.box), index, both)
            for index, other in enumerate(joined)
            if _fits(both := _around(group, other), shown, short)
        ]
        if near:
            _, index, both = min(near, key=lambda each: each[:2])
            joined[index] = both
        else:
            joined.append(group)
    return joined if len(joined) == len(groups) else _put_together(joined, shown, short)


def _side(box: Box) -> float:
    return max(box.width, box.height)


def _square(group: _Group, frame_size: tuple[int, int]) -> Box:
    """A square around the group, moved into the frame, no larger than the frame."""
    box, side = group.box, max(_side(group.box), group.least_side)
    left, right = _span((box.left + box.right) / 2, side, frame_size[0])
    top, bottom = _span((box.top + box.bottom) / 2, side, frame_size[1])
    return Box(left, top, right, bottom)


def _span(middle: float, side: float, length: int) -> tuple[float, float]:
    if side >= length:
        return 0.0, float(length)
    start = min(max(middle - side / 2, 0.0), length - side)
    return float(math.floor(start)), float(min(length, math.ceil(start + side)))
