"""What a place looks like, so that it is known again in other light, in rain and half hidden.

A look is a small grid of brightness. Two are compared block by block, each block by correlation, which ignores how
bright it is and how strong its contrast: a lamp, a cloud and dusk change both. The share of blocks that are alike tells
the rest: somebody who stands in front changes a few blocks, something else in the place changes all.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box, Image
from argusai.pipeline.detection.scenery.opencv import Levels, resize

BLOCK = 6  # cells each way: enough for a correlation to mean something
_MOST_BLOCKS = 4  # each way
_LEAST_BLOCKS = 2
_SLACK = 1  # cells that the picture may have shifted, for each two blocks: a camera that trembles
_FLAT_LEVELS = 2.5  # deviation within a block; less is noise and compression, and says nothing
_ALIKE = 0.7  # correlation; unrelated blocks of 36 cells hardly ever reach it
_OVERALL = 16 * BLOCK  # cells each way of a whole picture


# Of the blocks. Between the two nothing is concluded: somebody stands half in front of it.
SAME, GONE = 0.65, 0.4


@dataclass(frozen=True, slots=True)
class Likeness:
    """`share`: blocks that are alike, of those that say something, 0–1. `telling`: how many say something."""

    share: float
    telling: int


NOTHING_TO_TELL = Likeness(0.0, 0)


@dataclass(frozen=True, slots=True)
class Plane:
    """A smoothed luma plane of shape (h, w), uint8, of a frame of `width` × `height` pixels."""

    pixels: Image
    width: int
    height: int

    def cut(self, box: Box, rows: int, columns: int, margin: tuple[int, int] = (0, 0)) -> Levels:
        """The part inside `box` (pixels of the frame) as `rows` × `columns` cells, and as many cells more on each side
        as `margin` says (vertical, horizontal). What lies outside the frame repeats its edge."""
        down, across = self.pixels.shape[0] / self.height, self.pixels.shape[1] / self.width
        top, bottom = _span(box.top * down, box.bottom * down, margin[0] / rows)
        left, right = _span(box.left * across, box.right * across, margin[1] / columns)
        return resize(self._part((top, bottom), (left, right)), rows + 2 * margin[0], columns + 2 * margin[1])

    def _part(self, down: tuple[int, int], across: tuple[int, int]) -> Image:
        high, wide = self.pixels.shape
        if down[0] >= 0 and across[0] >= 0 and down[1] <= high and across[1] <= wide:
            return self.pixels[slice(*down), slice(*across)]  # a view: most places are inside
        ys, xs = np.clip(np.arange(*down), 0, high - 1), np.clip(np.arange(*across), 0, wide - 1)
        return self.pixels[np.ix_(ys, xs)]


@dataclass(frozen=True, slots=True)
class Normal:
    """The blocks of a look, ready to be correlated. `telling`, `clear`: which of them say something, and surely."""

    blocks: Levels  # (blocks, cells), mean 0 and length 1
    telling: npt.NDArray[np.bool_]
    clear: npt.NDArray[np.bool_]


def _span(first: float, last: float, margin: float) -> tuple[int, int]:
    more = (last - first) * margin
    start = math.floor(first - more)
    return start, max(start + 1, math.ceil(last + more))


def grid_of(plane: Plane, box: Box) -> tuple[int, int]:
    """How many cells (rows, columns) are worth keeping of `box`: about as many as the plane has pixels there."""
    rows = box.height * plane.pixels.shape[0] / plane.height / BLOCK
    columns = box.width * plane.pixels.shape[1] / plane.width / BLOCK
    return _blocks(rows) * BLOCK, _blocks(columns) * BLOCK


def _blocks(blocks: float) -> int:
    return min(_MOST_BLOCKS, max(_LEAST_BLOCKS, int(blocks)))


def take(plane: Plane, box: Box) -> Levels:
    """What `box` looks like: shape (rows, columns), multiples of BLOCK."""
    return plane.cut(box, *grid_of(plane, box))


def best_of(looks: Iterable[Levels], plane: Plane, box: Box) -> Likeness:
    """The most alike of `looks`; stops at the first that is clearly the same."""
    best = NOTHING_TO_TELL
    for look in looks:
        found = compare(look, plane, box)
        if found.share > best.share or not best.telling:
            best = found
        if best.share >= SAME:
            break
    return best


def alike_overall(one: Normal, other: Normal) -> Likeness:
    """Two whole pictures, as `overall` gives them, without any slack: a camera that was turned a little differs all
    over."""
    return _likeness(one, other)


def overall(plane: Plane) -> Normal:
    """All of a picture, to be compared with others: making it costs more than comparing."""
    return _normal(plane.cut(Box(0, 0, plane.width, plane.height), _OVERALL, _OVERALL))


def compare(look: Levels, plane: Plane, box: Box) -> Likeness:
    """How much `box` looks like `look` now, wherever within a cell or two it fits best."""
    rows, columns = look.shape
    slack = (_SLACK * rows // BLOCK // 2, _SLACK * columns // BLOCK // 2)
    now = plane.cut(box, rows, columns, slack)
    before = _normal(look)
    best = NOTHING_TO_TELL
    for y in range(2 * slack[0] + 1):
        for x in range(2 * slack[1] + 1):
            found = _likeness(before, _normal(now[y : y + rows, x : x + columns]))
            if found.share > best.share or not best.telling:
                best = found
    return best


def _normal(grid: Levels) -> Normal:
    rows, columns = grid.shape
    blocks = grid.reshape(rows // BLOCK, BLOCK, columns // BLOCK, BLOCK).swapaxes(1, 2).reshape(-1, BLOCK * BLOCK)
    blocks = blocks - blocks.mean(1, keepdims=True)
    length = np.sqrt((blocks * blocks).sum(1, keepdims=True))
    deviation = length[:, 0] / BLOCK
    return Normal(blocks / np.maximum(length, 1e-6), deviation > _FLAT_LEVELS, deviation > 2 * _FLAT_LEVELS)


def _likeness(one: Normal, other: Normal) -> Likeness:
    """A block that is flat in both says nothing; clearly not in one and flat in the other, that it changed."""
    telling = (one.telling & other.telling) | one.clear | other.clear
    count = int(np.count_nonzero(telling))
    if not count:
        return NOTHING_TO_TELL
    alike = ((one.blocks * other.blocks).sum(1) > _ALIKE) & one.telling & other.telling
    return Likeness(int(np.count_nonzero(alike)) / count, count)
