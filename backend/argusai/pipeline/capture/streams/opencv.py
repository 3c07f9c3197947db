"""Which pixels of a picture lie in polygons."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.cameras.contract import Polygon

_FRACTION_BITS = 4


def covered(polygons: Sequence[Polygon], size: tuple[int, int], margin: int) -> npt.NDArray[np.bool_]:
    """`polygons`: corners as shares of a picture of `size` (width, height). True, shape (height, width), where a pixel
    lies in one of them or at most `margin` pixels beside it."""
    width, height = size
    # One pixel more all round, so that a polygon at the border keeps its margin while it is widened.
    canvas = np.zeros((height + 2, width + 2), np.uint8)
    for polygon in polygons:
        corners = (np.asarray(polygon, np.float64) * (width, height) + 1) * (1 << _FRACTION_BITS)
        cv2.fillPoly(canvas, [np.rint(corners).astype(np.int32)], 1, shift=_FRACTION_BITS)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * margin + 1, 2 * margin + 1))
    return np.asarray(cv2.dilate(canvas, disc)[1:-1, 1:-1] > 0, dtype=np.bool_)
