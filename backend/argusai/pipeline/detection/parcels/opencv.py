"""The image operations of parcels that are worth a library."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Image

Mask = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.float32]

_CLOSE = np.ones((3, 3), np.uint8)
# Of the height of a person at that place: a letter is no parcel, and a wardrobe has another name.
_LEAST_SIZE, _MOST_HEIGHT, _MOST_WIDTH = 0.06, 0.75, 0.9
LEAST_FILL = 0.6
_LONGEST_SIDE = 3.5  # times the shorter


@dataclass(frozen=True, slots=True)
class Blob:
    """A connected area, in cells. `fill`: its share of its box, 0–1. `mask`: of the whole plane."""

    left: int
    top: int
    width: int
    height: int
    cells: int
    mask: Mask

    @property
    def fill(self) -> float:
        return self.cells / (self.width * self.height)

    def meets(self, left: int, top: int, right: int, bottom: int) -> bool:
        """Whether its box has a cell in common with that one."""
        return (
            left < self.left + self.width and right > self.left and top < self.top + self.height and bottom > self.top
        )

    def is_like_a_parcel(self, person_height: float) -> bool:
        """`person_height`: in cells, of somebody who stands there."""
        tall, wide = self.height / max(person_height, 1.0), self.width / max(person_height, 1.0)
        longest = max(self.width, self.height) / min(self.width, self.height)
        fits = _LEAST_SIZE <= tall <= _MOST_HEIGHT and _LEAST_SIZE <= wide <= _MOST_WIDTH
        return fits and self.fill >= LEAST_FILL and longest <= _LONGEST_SIDE


def shrink(picture: Image, rows: int) -> Levels:
    """`picture` (h, w, 3), BGR, as (`rows`, …, 3), float32, averaged; never enlarged."""
    height, width = picture.shape[:2]
    rows = min(rows, height)
    size = (max(1, round(width * rows / height)), rows)
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.float32)


def blobs(changed: Mask) -> list[Blob]:
    """The connected areas of `changed`, single cells left out and small gaps closed."""
    clean = cv2.morphologyEx(changed.astype(np.uint8), cv2.MORPH_OPEN, _CLOSE)
    closed = cv2.morphologyEx(clean, cv2.MORPH_CLOSE, _CLOSE)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    found = []
    for label in range(1, count):
        left, top, width, height, cells = (int(value) for value in stats[label, :5])
        found.append(Blob(left, top, width, height, cells, labels == label))
    return found


def edges(levels: Levels) -> Levels:
    """How much `levels` (h, w, 3) changes from cell to cell, the strongest channel (h, w)."""
    across = cv2.Sobel(levels, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(levels, cv2.CV_32F, 0, 1, ksize=3)
    steep: Levels = np.abs(across) + np.abs(down)
    found: Levels = steep.max(axis=2)
    return found


def rim(mask: Mask) -> Mask:
    """The border of `mask`, one cell to either side of it."""
    grown = cv2.dilate(mask.astype(np.uint8), _CLOSE)
    shrunk = cv2.erode(mask.astype(np.uint8), _CLOSE)
    found: Mask = grown != shrunk
    return found


def grown(mask: Mask, cells: int) -> Mask:
    """`mask` larger by `cells` in every direction."""
    side = 2 * cells + 1
    found: Mask = cv2.dilate(mask.astype(np.uint8), np.ones((side, side), np.uint8)).astype(np.bool_)
    return found
