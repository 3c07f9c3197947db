"""The image operations of motion that are worth a library."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Image

Mask = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.float32]

_SMALLEST_BLOB = np.ones((2, 2), np.uint8)
_REACH = np.ones((5, 3), np.uint8)  # people are taller than wide: head and feet belong together sooner than neighbours
_STEP = np.ones((7, 5), np.uint8)
_TEXTURE_WINDOW = (5, 5)  # cells: as small as correlation can be measured in, so little is lost beside a shadow's edge
_PART = (9, 9)  # cells: a person is narrower, so there is background beside them
_EDGE = np.ones((3, 3), np.uint8)
_SIDES = (16, 24, 32, 48, 64, 96, 128, 192, 256)  # lengths whose Fourier transform is quick


@dataclass(frozen=True, slots=True)
class Blobs:
    """Connected areas. `labels`: (h, w), each cell's blob and 0 outside, gaps bridged; `boxes`: (n, 4) left, top,
    width, height, by label; label 0 is the ground. `cells`: flat indexes of the changed cells that belong to one."""

    labels: npt.NDArray[np.int32]
    boxes: npt.NDArray[np.int32]
    cells: npt.NDArray[np.intp]


def in_one_thread() -> None:
    """From now on, in this process: the library shares out even small pictures among threads of its own, and to wake
    those costs more than they do. There is a thread for each camera."""
    cv2.setNumThreads(1)


def smooth(luma: Image, shortest: int) -> Image:
    """`luma` as cells: several pixels to one while the shorter side keeps `shortest` cells, averaged over 3 × 3 cells.
    The camera's noise goes, most in the dark, where it hides people; a person of 3 × 7 cells stays."""
    by = max(1, min(luma.shape) // shortest)
    if by > 1:
        size = (luma.shape[1] // by, luma.shape[0] // by)
        luma = _averaged(luma[: size[1] * by, : size[0] * by], by, size)
    return cv2.blur(luma, (3, 3))  # type: ignore[return-value]


def _averaged(luma: Image, by: int, size: tuple[int, int]) -> Image:
    """The means of squares of `by` pixels; `size`: how many across and down."""
    if by % 2 == 0:
        return cv2.resize(luma, size, interpolation=cv2.INTER_AREA)  # type: ignore[return-value]
    # The same to the last bit, for a third of its time: resizing is quick by twos alone.
    return np.ascontiguousarray(cv2.blur(luma, (by, by))[by // 2 :: by, by // 2 :: by])


def all_between(levels: Image, least: Image, most: Image) -> bool:
    """Whether no cell is below `least` or above `most`."""
    return cv2.countNonZero(cv2.inRange(levels, least, most)) == levels.size


def blobs(changed: Mask) -> Blobs | None:
    """The connected areas of `changed`, single cells ignored and small gaps bridged; None when there are none."""
    clean = cv2.morphologyEx(changed.view(np.uint8), cv2.MORPH_OPEN, _SMALLEST_BLOB)
    cells = np.flatnonzero(clean)
    if not len(cells):
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(clean, _REACH), connectivity=8)
    return Blobs(labels, stats[:, :4], cells)  # type: ignore[arg-type]


def widened(mask: Mask) -> Mask:
    """`mask` and what is so near that somebody may have walked there since the frame before."""
    return cv2.dilate(mask.view(np.uint8), _STEP).view(np.bool_)


def rimmed(mask: Mask) -> Mask:
    """`mask` and the cells beside it, into which it was averaged."""
    return cv2.dilate(mask.view(np.uint8), _EDGE).view(np.bool_)


def likeness(now: Levels, before: Levels) -> tuple[Levels, Levels]:
    """How alike the texture around each cell is, whatever its brightness and contrast: the correlation (−1–1), and the
    variance of `before` there: without texture the correlation means nothing."""
    mean_now, mean_before = _mean(now), _mean(before)
    variance_now = _mean(now * now) - mean_now * mean_now
    variance_before = _mean(before * before) - mean_before * mean_before
    common = _mean(now * before) - mean_now * mean_before
    alike = common / np.sqrt(np.maximum(variance_now * variance_before, np.float32(1e-3)))
    return alike, variance_before


def around(levels: Levels) -> Levels:
    """The mean over the part of the picture around each cell."""
    return cv2.blur(levels, _PART)  # type: ignore[return-value]


def shift_between(before: Levels, now: Levels) -> tuple[float, float]:
    """By how many cells (x, y) the middle of `now` lies further right and down than in `before`, to a fraction of a
    cell. Phase correlation (Kuglin and Hines, 1975). (0, 0) where the picture is too small."""
    rows, columns = (_quick(side) for side in before.shape)
    if min(rows, columns) < _SIDES[0]:
        return 0.0, 0.0
    top, left = (before.shape[0] - rows) // 2, (before.shape[1] - columns) // 2
    middle = (slice(top, top + rows), slice(left, left + columns))
    # Copies: the library fades out its input in place when the sides need no padding.
    (across, down), _ = cv2.phaseCorrelate(before[middle].copy(), now[middle].copy(), _window(rows, columns))
    return float(across), float(down)


def shifted(levels: Image | Levels, across: float, down: float) -> Levels:
    """`levels` moved right and down by so many cells; what comes in from outside repeats the edge."""
    rows, columns = levels.shape
    way = np.array([[1, 0, across], [0, 1, down]], np.float32)
    moved = cv2.warpAffine(levels, way, (columns, rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return moved.astype(np.float32)


def steepness(levels: Levels) -> Levels:
    """The range of the levels within one cell around each."""
    return cv2.morphologyEx(levels, cv2.MORPH_GRADIENT, _EDGE)  # type: ignore[return-value]


def _mean(levels: Levels) -> Levels:
    return cv2.blur(levels, _TEXTURE_WINDOW)  # type: ignore[return-value]


def _quick(side: int) -> int:
    return max((quick for quick in _SIDES if quick <= side), default=0)


@cache
def _window(rows: int, columns: int) -> Levels:
    """Fades out towards the edges, whose jump would be taken for a texture that never moves."""
    return cv2.createHanningWindow((columns, rows), cv2.CV_32F)  # type: ignore[return-value]
