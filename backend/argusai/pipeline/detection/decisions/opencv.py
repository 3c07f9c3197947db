"""Tiny JPEGs, with OpenCV."""

import cv2
import numpy as np

from argusai.pipeline.capture.streams.contract import Image

_QUALITIES = (75, 55, 35)
_SMALLEST_SIDE = 32


def tiny_jpeg(image: Image, long_side: int, most_bytes: int) -> bytes:
    """`image` (h, w, 3) BGR scaled down to `long_side` pixels; coarser, then smaller, until it has at most
    `most_bytes`. Empty when even a stamp has more, or there is nothing in it."""
    while min(image.shape[:2]) > 0 and long_side >= _SMALLEST_SIDE:
        scaled = _scaled(image, long_side)
        for quality in _QUALITIES:
            done, content = cv2.imencode(".jpg", scaled, [cv2.IMWRITE_JPEG_QUALITY, quality])
            if done and content.size <= most_bytes:
                return content.tobytes()
        long_side = long_side * 2 // 3
    return b""


def _scaled(image: Image, long_side: int) -> Image:
    height, width = image.shape[:2]
    factor = min(1.0, long_side / max(height, width))
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
