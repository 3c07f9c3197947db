"""What of a frame is worth a tiny picture: the candidate with some of what is around it."""

from argusai.pipeline.capture.streams.contract import Box, Frame
from argusai.pipeline.detection.decisions.contract import MOST_PICTURE_BYTES
from argusai.pipeline.detection.decisions.opencv import tiny_jpeg

_MARGIN = 0.5  # of the box on each side: a shape alone says little
_LEAST_SIDE = 120.0  # pixels of the frame, so that a far thing keeps its surroundings
_LONG_SIDE = 240


def tiny_picture(frame: Frame, box: Box) -> bytes:
    """JPEG of the surroundings of `box`, at most MOST_PICTURE_BYTES; empty when none can be made."""
    size = (frame.picture.width, frame.picture.height)
    left, right = _span(box.left, box.right, size[0])
    top, bottom = _span(box.top, box.bottom, size[1])
    if right - left < 1 or bottom - top < 1:
        return b""
    return tiny_jpeg(frame.picture.bgr(Box(left, top, right, bottom)), _LONG_SIDE, MOST_PICTURE_BYTES)


def whole_frame(frame: Frame) -> Box:
    return Box(0, 0, frame.picture.width, frame.picture.height)


def _span(start: float, end: float, length: int) -> tuple[float, float]:
    middle, half = (start + end) / 2, max((end - start) * (0.5 + _MARGIN), _LEAST_SIDE / 2)
    return min(max(0.0, middle - half), length), max(0.0, min(float(length), middle + half))
