"""Shows dark pictures with the contrast that networks were trained on.

Limited and local (CLAHE, Zuiderveld, 1994): where everything is dark, brightening the whole shows noise, and NanoDet's
scores fell with it; evening out small parts raised them, most in infrared pictures, which are flat besides.
"""

import numpy as np

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.detection.objects.opencv import even_out

_DARK = 64  # levels, a quarter of the range: by day, and under a lamp, the middle pixel is lighter
_STEP = 6  # every sixth pixel each way tells how dark it is


def is_dark(picture: Image) -> bool:
    """Whether most of `picture` (h, w, 3), uint8, BGR, is dark."""
    sample = picture[::_STEP, ::_STEP, 1]
    return bool(sample.size) and float(np.median(sample)) < _DARK


def with_contrast(square: Image, width: int, height: int) -> Image:
    """`square` (side, side, 3), uint8, BGR: itself, or with its upper left `width` × `height` pixels evened out where
    they are dark; the filling beside them stays."""
    shown = square[:height, :width]
    if not is_dark(shown):
        return square
    evened = square.copy()
    evened[:height, :width] = even_out(shown)
    return evened
