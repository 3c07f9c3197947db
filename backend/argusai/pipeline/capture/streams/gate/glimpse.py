"""Whether something moved from one keyframe to the next, judged on coarse cells of the luma plane. Pure."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Image

Cells = npt.NDArray[np.float32]

# Rows of luma that are asked for, and pixels of them that make one cell: averaging takes three quarters of the noise.
LUMA_ROWS = 288
_CELL = 4
_LEAST_NOISE = 0.4  # grey levels
_LEARN = 0.08
_BACKGROUND = 0.2
# Until the noise of a camera is known, everything wakes.
_FIRST_KEYFRAMES = 3


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A cell stirs when it differs by `levels` grey levels and by `times` its own noise. Motion: `many` such cells, or
    one that differs by `strong` times as much."""

    levels: float = 3.0
    times: float = 6.0
    many: int = 3
    strong: float = 2.0


class Glimpses:
    """For one connection, in one thread. It errs on the side of motion: who sleeps through something loses it."""

    def __init__(self, sensitivity: Sensitivity = Sensitivity()) -> None:
        self._sensitivity = sensitivity
        self._before: Cells | None = None
        self._background: Cells | None = None
        self._noise: Cells | None = None
        self._count = 0

    def see(self, luma: Image) -> bool:
        """`luma`: shape (h, w), uint8, about LUMA_ROWS rows. Whether something moved since the keyframe before."""
        now = _cells(luma)
        if self._before is None or self._background is None or self._before.shape != now.shape:
            self._before, self._background, self._noise, self._count = now, now.copy(), None, 0
            return True
        change = np.maximum(_apart(now, self._before), _apart(now, self._background))
        moved = self._judge(change, now)
        self._background += _BACKGROUND * (now - self._background)
        self._before = now
        self._count += 1
        return moved or self._count < _FIRST_KEYFRAMES

    def _judge(self, change: Cells, now: Cells) -> bool:
        if self._noise is None:
            self._noise = np.maximum(change, _LEAST_NOISE)
            return True
        usual = np.maximum(self._noise, np.median(self._noise))
        limits = np.maximum(self._sensitivity.levels, self._sensitivity.times * usual)
        stirs = change > limits
        many = np.count_nonzero(stirs) >= self._sensitivity.many
        moved = bool(many or np.any(change > self._sensitivity.strong * limits))
        # What moves must not pass for noise at once; what always moves, such as leaves, does in the end.
        learn = max(_LEARN, 1 / (self._count + 1))
        self._noise += learn * (np.clip(change, _LEAST_NOISE, 3 * self._noise) - self._noise)
        return moved


def _cells(luma: Image) -> Cells:
    rows, columns = luma.shape[0] // _CELL * _CELL, luma.shape[1] // _CELL * _CELL
    if not rows or not columns:
        return luma.astype(np.float32)
    cut = luma[:rows, :columns]
    lines = sum((cut[place::_CELL] for place in range(1, _CELL)), cut[::_CELL].astype(np.uint16))
    sums = sum((lines[:, place::_CELL] for place in range(1, _CELL)), lines[:, ::_CELL])
    return np.asarray(sums / _CELL**2, np.float32)


def _apart(one: Cells, other: Cells) -> Cells:
    """Without what changed everywhere, such as the light."""
    difference = one - other
    return np.asarray(np.abs(difference - np.median(difference)), np.float32)
