"""The two image operations of motion that are worth a library."""

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Image

Mask = npt.NDArray[np.bool_]

_SMALLEST_BLOB = np.ones((2, 2), np.uint8)
_REACH = np.ones((5, 3), np.uint8)  # people are taller than wide: head and feet belong together sooner than neighbours


def smooth(luma: Image) -> Image:
    """`luma` averaged over 3 × 3 cells: the camera's noise goes, a person of 3 × 7 cells stays."""
    return cv2.blur(luma, (3, 3))  # type: ignore[return-value]


def blobs(changed: Mask) -> Iterator[tuple[int, int, int, int, int]]:
    """The connected areas of `changed`, single cells ignored and small gaps bridged, as (left, top, width, height,
    changed cells)."""
    clean = cv2.morphologyEx(changed.view(np.uint8), cv2.MORPH_OPEN, _SMALLEST_BLOB)
    if not clean.any():
        return
    bridged = cv2.dilate(clean, _REACH)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bridged, connectivity=8)
    cells = np.bincount(labels[clean.view(np.bool_)], minlength=count)
    for label in range(1, count):
        left, top, width, height = (int(value) for value in stats[label, :4])
        yield left, top, width, height, int(cells[label])
