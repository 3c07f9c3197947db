"""Tells what stays from what flashes by: drops, flakes, insects, a keyframe's pulse are in one frame only.

Nothing is held back in a quiet scene. Where things keep appearing out of nothing, a thing must be there for a moment
before it is looked at.
"""

import numpy as np
import numpy.typing as npt

from argusai.pipeline.detection.motion.background import share
from argusai.pipeline.detection.motion.opencv import Blobs

Numbers = npt.NDArray[np.float64]

_REMEMBERED_SECONDS = 4.0
_FEW = 3.0  # appearances a second: of people who come and part, in a busy place
_MANY = 12.0
_STAYS_SECONDS = (0.15, 0.35)  # with some and with many appearances: one and two frames more, of five a second
_OVERLAP = 0.4  # of its cells lie where it was 0.2 s ago, when a person has walked a third of its width
_LEFT_A_SECOND = (1 - _OVERLAP) / 0.2  # so the sooner the next frame comes, the more of it must
_SLOWEST_SECONDS = 0.45  # with longer between frames, a person is elsewhere in each
_LARGE = 8.0  # times as large as what usually appears: no drop


class Weather:
    """Remembers where blobs were, and for how long."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self._ages = np.zeros(shape, np.float32)
        self._births = 0.0
        self._usual = 0.0

    def staying(self, blobs: Blobs | None, elapsed_seconds: float) -> npt.NDArray[np.bool_]:
        """For each label, whether it is to be looked at; and how many cells changed of it decides what is large."""
        if blobs is None:
            self._ages.fill(0)
            self._count(0, 0.0, elapsed_seconds)
            return np.zeros(0, np.bool_)
        labels = blobs.labels.ravel()[blobs.cells]
        count = len(blobs.boxes)
        size: Numbers = np.maximum(np.bincount(labels, minlength=count), 1).astype(np.float64)
        ages = self._age(blobs, labels, size, elapsed_seconds)
        new = ages == 0
        new[0] = False
        self._count(int(new.sum()), float(size[new].mean()) if new.any() else 0.0, elapsed_seconds)
        if elapsed_seconds > _SLOWEST_SECONDS or self._births < _FEW:
            return np.ones(count, np.bool_)
        least = _STAYS_SECONDS[self._births > _MANY]
        large = size > _LARGE * self._usual
        stays: npt.NDArray[np.bool_] = (ages >= least) | large
        return stays

    def _age(
        self, blobs: Blobs, labels: npt.NDArray[np.int32], size: Numbers, elapsed_seconds: float
    ) -> npt.NDArray[np.float64]:
        before = self._ages.ravel()[blobs.cells]
        count = len(size)
        again = np.bincount(labels, before > 0, minlength=count)
        age = np.bincount(labels, before, minlength=count) / np.maximum(again, 1) + elapsed_seconds
        age[again < max(_OVERLAP, 1 - _LEFT_A_SECOND * elapsed_seconds) * size] = 0
        shown = (age + 1e-6).astype(np.float32)
        shown[0] = 0
        self._ages = shown[blobs.labels]
        return age

    def _count(self, births: int, usual: float, elapsed_seconds: float) -> None:
        part = share(elapsed_seconds, _REMEMBERED_SECONDS)
        if elapsed_seconds > 0:
            self._births += part * (births / elapsed_seconds - self._births)
        if births:
            self._usual += max(part, 0.1) * (usual - self._usual)
