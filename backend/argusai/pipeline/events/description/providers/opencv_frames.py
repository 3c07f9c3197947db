"""Stored JPEGs, measured for the choice and made ready to be sent, with OpenCV. Privacy masks are in them already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from argusai.pipeline.events.assembly.contract import LabelledBox
from argusai.pipeline.events.description.providers.contract import AskedPicture
from argusai.pipeline.events.description.providers.frames import Candidate

LONG_SIDE = 1280
_QUALITY = 85
# Enough to tell scenes apart, little enough to compare hundreds.
_LOOKS = (16, 9)
# As in assembly: the variance of the Laplacian at which a picture of this height counts as half sharp.
_MEASURED_HEIGHT = 360
_HALF_SHARP = 80.0
_CHANGED = 0.06
# A crop shows the subject with half as much around it again, and never less than this share of the frame.
_AROUND = 0.5
_SMALLEST_CROP = 0.25

Picture = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """`boxes`: of the event's tracks, as shares of the frame."""

    jpeg: bytes
    taken_at: datetime
    boxes: tuple[LabelledBox, ...] = ()
    trigger: bool = False


def measured(stored: Sequence[Stored]) -> list[Candidate | None]:
    """In the order of `stored`, which goes by time; None for what is no picture."""
    found: list[Candidate | None] = []
    before: Picture | None = None
    for each in stored:
        grey = decoded(each.jpeg, cv2.IMREAD_GRAYSCALE)
        if grey is None:
            found.append(None)
            continue
        small = cv2.resize(grey, _LOOKS, interpolation=cv2.INTER_AREA).astype(np.float64) / 255
        motion = 0.0 if before is None else float((np.abs(small - before) > _CHANGED).mean())
        before = small
        found.append(
            Candidate(
                taken_at=each.taken_at,
                motion=motion,
                sharpness=_sharpness(grey),
                contrast=float(small.std()),
                subject=max((box.score for box in each.boxes), default=0.0),
                looks=tuple(round(float(value), 3) for value in small.ravel()),
                trigger=each.trigger,
            )
        )
    return found


def ready(stored: Stored, subject_only: bool = False) -> AskedPicture | None:
    """At most 1280 pixels long; None for what is no picture. `subject_only`: cut to the boxes, where there are any, so
    that the surroundings stay in the house."""
    picture = decoded(stored.jpeg, cv2.IMREAD_COLOR)
    if picture is None:
        return None
    if subject_only and stored.boxes:
        picture = _cut(picture, stored.boxes)
    height, width = picture.shape[:2]
    if max(height, width) <= LONG_SIDE and not (subject_only and stored.boxes):
        return AskedPicture(stored.jpeg, stored.taken_at, width, height)
    scale = min(1.0, LONG_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    _, content = cv2.imencode(
        ".jpg", cv2.resize(picture, size, interpolation=cv2.INTER_AREA), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    )
    return AskedPicture(content.tobytes(), stored.taken_at, *size)


def decoded(jpeg: bytes, mode: int) -> Picture | None:
    if not jpeg:
        return None
    try:
        return cv2.imdecode(np.frombuffer(jpeg, np.uint8), mode)
    except cv2.error:
        return None


def _sharpness(grey: Picture) -> float:
    height, width = grey.shape[:2]
    if height > _MEASURED_HEIGHT:
        size = (max(1, round(width * _MEASURED_HEIGHT / height)), _MEASURED_HEIGHT)
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    variance = float(cv2.Laplacian(grey, cv2.CV_64F).var())
    return variance / (variance + _HALF_SHARP)


def _cut(picture: Picture, boxes: Sequence[LabelledBox]) -> Picture:
    height, width = picture.shape[:2]
    sides = []
    for low, high, pixels in (("left", "right", width), ("top", "bottom", height)):
        least = min(getattr(each.box, low) for each in boxes)
        greatest = max(getattr(each.box, high) for each in boxes)
        middle, half = (least + greatest) / 2, max((greatest - least) * (1 + _AROUND), _SMALLEST_CROP) / 2
        begin = round(max(0.0, min(middle - half, 1 - 2 * half)) * pixels)
        end = round(min(1.0, max(middle + half, 2 * half)) * pixels)
        sides.append((begin, max(end, begin + 1)))
    (left, right), (top, bottom) = sides
    return picture[top:bottom, left:right]
