"""Where a box will be: a Kalman filter with constant velocity on its centre, width and height.

The four numbers do not influence each other, so each has a filter of two values, all four kept as arrays of shape (4).
Noise grows with the box, as in SORT (Bewley et al. 2016), and with the true time between frames.
"""

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box

Four = npt.NDArray[np.float64]

_MEASURED = 0.05  # deviation of a detected box, share of its size
_START_SPEED = 1.0  # deviation of the first speed, sizes a second
_ACCELERATION = np.array([1.0, 1.0, 0.3, 0.3])  # sizes a second²: a person is at full pace within a second
_LEAST_SIDE = 1.0  # pixels


class BoxFilter:
    """One object's place and speed."""

    def __init__(self, box: Box) -> None:
        self._place = _numbers(box)
        self._speed: Four = np.zeros(4)
        size = self._size()
        self._place_variance: Four = np.full(4, (2 * _MEASURED * size) ** 2)
        self._speed_variance: Four = (_START_SPEED * size * np.array([1.0, 1.0, 0.2, 0.2])) ** 2
        self._shared_variance: Four = np.zeros(4)

    def _size(self) -> float:
        """A person's boxes are steadier in height than in width, so the longer side sets the scale."""
        return float(max(self._place[2], self._place[3], _LEAST_SIDE))

    def predict(self, seconds: float) -> None:
        """Go on by `seconds` ≥ 0."""
        noise = (_ACCELERATION * self._size()) ** 2
        self._place = self._place + self._speed * seconds
        self._place[2:] = np.maximum(self._place[2:], _LEAST_SIDE)
        self._place_variance = (
            self._place_variance
            + 2 * seconds * self._shared_variance
            + seconds**2 * self._speed_variance
            + noise * seconds**3 / 3
        )
        self._shared_variance = self._shared_variance + seconds * self._speed_variance + noise * seconds**2 / 2
        self._speed_variance = self._speed_variance + noise * seconds

    def correct(self, box: Box, deviation: float = _MEASURED) -> None:
        """The object was seen at `box`, which is right up to `deviation`, as a share of its size."""
        total = self._place_variance + (deviation * self._size()) ** 2
        gain, speed_gain = self._place_variance / total, self._shared_variance / total
        surprise = _numbers(box) - self._place
        self._place = self._place + gain * surprise
        self._speed = self._speed + speed_gain * surprise
        self._speed_variance = self._speed_variance - speed_gain * self._shared_variance
        self._shared_variance = (1 - gain) * self._shared_variance
        self._place_variance = (1 - gain) * self._place_variance

    def slow_down(self, share: float) -> None:
        """Trust the speed less: for an object that was not seen."""
        self._speed = self._speed * share

    def stand(self, box: Box) -> None:
        """The object is at `box` and does not move."""
        self._place = _numbers(box)
        self._speed = np.zeros(4)

    @property
    def box(self) -> Box:
        x, y, width, height = (float(value) for value in self._place)
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _numbers(box: Box) -> Four:
    return np.array([(box.left + box.right) / 2, (box.top + box.bottom) / 2, box.width, box.height])
