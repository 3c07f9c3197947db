"""Resizing for the detector."""

import cv2
import numpy as np

from argusai.pipeline.capture.streams.contract import Image


def letterbox(image: Image, side: int, filling: tuple[int, int, int]) -> tuple[Image, float]:
    """`image` (h, w, 3) scaled, not stretched, into the upper left of a square of `side` pixels; the rest is `filling`.
    Also the scale: pixels of the square for one of the image."""
    height, width = image.shape[:2]
    scale = side / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    square = np.empty((side, side, 3), np.uint8)
    square[:] = filling
    way = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_LINEAR
    square[: size[1], : size[0]] = cv2.resize(image, size, interpolation=way)
    return square, scale
