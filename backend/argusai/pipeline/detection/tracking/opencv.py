"""How parts of a frame look, with OpenCV: 0.2 ms an appearance, less a place."""

import cv2
import numpy as np

from argusai.pipeline.capture.streams.contract import Box, Picture
from argusai.pipeline.detection.tracking.ports import Floats

_LEAST_SIDE = 4.0  # pixels
_SIDES = 0.2  # of the width, left and right: mostly background
# Rows of the scaled box that show the upper half (below the head) and the lower one (above the feet).
_SCALED = (16, 48)
_UPPER, _LOWER = slice(6, 22), slice(24, 44)
_BINS = 8
# Levels of L, a and b that the bins span. Clothes and paint hardly ever leave these of a and b.
_LOWEST = np.array([0.0, 98.0, 98.0], np.float32)
_SPAN = np.array([256.0, 60.0, 60.0], np.float32)
_OFFSETS = np.array([0, _BINS, 2 * _BINS])
_PLACE = (8, 16)


class Pixels:
    """Implements `ports.Looks` over a picture."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture

    def appearance(self, box: Box) -> Floats | None:
        inside = self._inside(Box(box.left + _SIDES * box.width, box.top, box.right - _SIDES * box.width, box.bottom))
        if inside is None:
            return None
        small = cv2.resize(self._picture.bgr(inside), _SCALED, interpolation=cv2.INTER_AREA)
        lab = cv2.cvtColor(small, cv2.COLOR_BGR2LAB).astype(np.float32)
        shares = np.concatenate([_shares(lab[_UPPER]), _shares(lab[_LOWER])])
        # The root makes the scalar product the Bhattacharyya coefficient of the histograms.
        return np.asarray(np.sqrt(shares / shares.sum()), np.float32)

    def place(self, box: Box) -> Floats | None:
        inside = self._inside(box)
        if inside is None:
            return None
        grey = cv2.cvtColor(self._picture.bgr(inside), cv2.COLOR_BGR2GRAY)
        return np.asarray(cv2.resize(grey, _PLACE, interpolation=cv2.INTER_AREA), np.float32)

    def _inside(self, box: Box) -> Box | None:
        cut = Box(
            max(0.0, box.left),
            max(0.0, box.top),
            min(float(self._picture.width), box.right),
            min(float(self._picture.height), box.bottom),
        )
        return cut if cut.width >= _LEAST_SIDE and cut.height >= _LEAST_SIDE else None


def _shares(lab: Floats) -> Floats:
    """The histograms of L, a and b (rows, columns, 3), one behind the other, each with the same sum. A value counts for
    its two nearest bins, so that a little more light changes a little."""
    places = np.clip((lab - _LOWEST) * ((_BINS - 1) / _SPAN), 0, _BINS - 1 - 1e-3)
    below = places.astype(np.intp)
    share = (places - below).ravel()
    bins = (below + _OFFSETS).ravel()
    size = 3 * _BINS
    counts = np.bincount(bins, 1 - share, size) + np.bincount(bins + 1, share, size)
    return np.asarray(counts / (lab.size / 3), np.float32)
