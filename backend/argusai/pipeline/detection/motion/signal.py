"""Tells a picture from none: all one colour, or the same bits again and again."""

import numpy as np

from argusai.pipeline.capture.streams.contract import Image

_FLAT = 4  # levels between the darkest and the brightest cell: even a moonless yard shows more
_FROZEN_SECONDS = 3.0
_ROWS = 4


class Signal:
    """What the camera sends, whatever it shows."""

    def __init__(self) -> None:
        self._last: Image | None = None
        self._same_seconds = 0.0

    def same(self, luma: Image, elapsed_seconds: float) -> bool:
        """Whether `luma` is the picture before, to the last bit."""
        same = self._last is not None and _equal(self._last, luma)
        self._last = luma
        self._same_seconds = self._same_seconds + elapsed_seconds if same else 0.0
        return same

    @property
    def frozen(self) -> bool:
        """Whether the picture has been the same for so long that no living camera sends it: its noise would show."""
        return self._same_seconds >= _FROZEN_SECONDS


def _equal(one: Image, other: Image) -> bool:
    """Most pictures differ in one of a few rows."""
    sample = slice(one.shape[0] // (2 * _ROWS), None, max(1, one.shape[0] // _ROWS))
    return one[sample].tobytes() == other[sample].tobytes() and np.array_equal(one, other)


def is_blank(smoothed: Image) -> bool:
    """Whether a picture is all one colour, but for noise."""
    return int(smoothed.max()) - int(smoothed.min()) <= _FLAT
