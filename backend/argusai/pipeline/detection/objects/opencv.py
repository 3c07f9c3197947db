"""Resizing for the detector."""

import cv2
import numpy as np

from argusai.pipeline.capture.streams.contract import Image

_CLIP = 3.0  # times an even histogram's share: what a level gets at most, so noise is not blown up
_PARTS = (4, 4)  # each about as large as a person near the camera


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


def even_out(image: Image) -> Image:
    """`image` (h, w, 3), BGR, with the contrast of its brightness raised part by part, colours kept."""
    parts = cv2.cvtColor(image, cv2.COLOR_BGR2YCrCb)
    parts[..., 0] = cv2.createCLAHE(_CLIP, _PARTS).apply(np.ascontiguousarray(parts[..., 0]))
    return cv2.cvtColor(parts, cv2.COLOR_YCrCb2BGR)  # type: ignore[return-value]
