"""The two image operations of scenery that are worth a library."""

import cv2
import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Image

Levels = npt.NDArray[np.float32]


def smooth(plane: Image) -> Image:
    """Averaged over 3 × 3 pixels: the camera's noise and most of a rain streak go, an edge stays."""
    return cv2.blur(plane, (3, 3))  # type: ignore[return-value]


def resize(plane: Image, rows: int, columns: int) -> Levels:
    """`plane` (at least 1 × 1) as shape (rows, columns): averaged where it shrinks, interpolated where it grows."""
    shrinks = plane.shape[0] >= rows and plane.shape[1] >= columns
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return cv2.resize(plane, (columns, rows), interpolation=how).astype(np.float32)


def resize_colours(picture: Image, rows: int, columns: int) -> Levels:
    """`picture` of shape (h, w, 3), at least 1 × 1, as shape (rows, columns, 3)."""
    return resize(picture, rows, columns)
