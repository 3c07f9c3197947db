"""JPEG pictures, sharpness and colours, with OpenCV."""

from collections import Counter
from dataclasses import dataclass

import cv2
import numpy as np

from argusai.pipeline.capture.streams.contract import Image

_QUALITIES = (85, 75, 60, 45, 30)
# Laplacian variance at which a crop counts as half sharp. People of the courtyard footage in frames of 576 rows: 600 to
# 3400 as filmed, 20 to 100 after a blur of 1.5 pixels.
_HALF_SHARP = 80.0
_SAMPLE = 24
# An infrared or very dim picture has no colours: its mean saturation (0–255) lies below this.
_NO_COLOUR_SATURATION = 14.0
_CLEAR_SHARE = 0.5
_CLEAR_LEAD = 2.0
# Upper end of each hue range (OpenCV counts 0–179).
_HUES = ((9, "red"), (21, "orange"), (33, "yellow"), (85, "green"), (130, "blue"), (155, "purple"), (180, "red"))


@dataclass(frozen=True, slots=True)
class Jpeg:
    content: bytes
    width: int
    height: int


def jpeg(image: Image, long_side: int, most_bytes: int | None = None) -> Jpeg:
    """`image` (h, w, 3) BGR as JPEG, scaled down to `long_side` pixels; coarser, then smaller, until it fits."""
    while True:
        scaled = _scale(image, long_side)
        for quality in _QUALITIES:
            _, content = cv2.imencode(".jpg", scaled, [cv2.IMWRITE_JPEG_QUALITY, quality])
            if most_bytes is None or content.size <= most_bytes:
                return Jpeg(content.tobytes(), scaled.shape[1], scaled.shape[0])
        if long_side <= 16:
            return Jpeg(content.tobytes(), scaled.shape[1], scaled.shape[0])
        long_side = min(long_side, max(scaled.shape[:2])) * 2 // 3


def _scale(image: Image, long_side: int) -> Image:
    height, width = image.shape[:2]
    factor = min(1.0, long_side / max(height, width))
    if factor == 1.0:
        return image
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def sharpness(luma: Image) -> float:
    """How sharp a crop (h, w) of the luma plane is, 0–1; 0 when it is too small to tell."""
    if min(luma.shape[:2]) < 8:
        return 0.0
    variance = float(cv2.Laplacian(np.ascontiguousarray(luma), cv2.CV_64F).var())
    return variance / (variance + _HALF_SHARP)


def has_colour(image: Image) -> bool:
    """False for infrared and nearly grey pictures (h, w, 3) BGR, in which a colour word would be a guess."""
    small = cv2.resize(image, (64, 36), interpolation=cv2.INTER_AREA)
    return float(cv2.cvtColor(small, cv2.COLOR_BGR2HSV)[:, :, 1].mean()) >= _NO_COLOUR_SATURATION


def colour(image: Image) -> str | None:
    """The colour word for a crop (h, w, 3) BGR, or None when no colour clearly prevails."""
    if min(image.shape[:2]) < 6:
        return None
    small = cv2.resize(image, (_SAMPLE, _SAMPLE), interpolation=cv2.INTER_AREA)
    hsv = cv2.cvtColor(small, cv2.COLOR_BGR2HSV).reshape(-1, 3).tolist()
    votes = Counter(_word(int(hue), int(saturation), int(value)) for hue, saturation, value in hsv).most_common(2)
    word, most = votes[0]
    second = votes[1][1] if len(votes) > 1 else 0
    clear = most >= _CLEAR_SHARE * len(hsv) and most >= _CLEAR_LEAD * second
    return word if clear else None


def _word(hue: int, saturation: int, value: int) -> str:
    if value < 50:
        return "black"
    if saturation < 50:
        if value > 190:
            return "white"
        return "grey" if value >= 80 else "black"
    name = next(name for end, name in _HUES if hue <= end)
    dark = value < 140 if name == "orange" else value < 100
    return "brown" if dark and name in {"orange", "yellow"} else name
