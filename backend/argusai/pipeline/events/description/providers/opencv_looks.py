"""Stored JPEGs measured for comparison with OpenCV."""

import cv2
import numpy as np

from argusai.pipeline.events.assembly.contract import RelativeBox
from argusai.pipeline.events.description.providers.likeness import Look, Subject
from argusai.pipeline.events.description.providers.opencv_frames import Picture, Stored, decoded

# A person who stands at the far end of a yard fills one of these places.
_COLUMNS, _ROWS = 48, 27
_SUBJECT = (8, 8)
# A picture this small is as good for it and is read faster.
_READ = cv2.IMREAD_REDUCED_COLOR_2


def look_of(stored: Stored) -> Look | None:
    """None for what is no picture."""
    picture = decoded(stored.jpeg, _READ)
    if picture is None:
        return None
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    view = cv2.resize(grey, (_COLUMNS, _ROWS), interpolation=cv2.INTER_AREA).astype(np.float64) / 255
    subjects = tuple(Subject(each.label, each.box, _looks(picture, each.box)) for each in stored.boxes)
    return Look(_COLUMNS, tuple(round(float(value), 3) for value in view.ravel()), subjects)


def _looks(picture: Picture, box: RelativeBox) -> tuple[float, ...]:
    height, width = picture.shape[:2]
    left, right = max(0, int(box.left * width)), min(width, round(box.right * width))
    top, bottom = max(0, int(box.top * height)), min(height, round(box.bottom * height))
    if right <= left or bottom <= top:
        return ()
    small = cv2.resize(picture[top:bottom, left:right], _SUBJECT, interpolation=cv2.INTER_AREA)
    return tuple(round(float(value), 3) for value in (small.astype(np.float64) / 255).ravel())
