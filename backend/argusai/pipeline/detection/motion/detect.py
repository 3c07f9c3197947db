"""Finds what changed in a fixed camera's picture, on a small luma plane.

Every cell keeps a running mean and its usual deviation from it. A cell changed when it differs by clearly more than
usual. Background subtraction after Stauffer and Grimson's idea, with one mode a cell, which is what 0.3 ms can buy.
"""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

from argusai.pipeline.capture.streams.contract import Box, Image
from argusai.pipeline.detection.motion.contract import Motion, MotionRegion
from argusai.pipeline.detection.motion.opencv import Mask, blobs, smooth
from argusai.pipeline.detection.motion.settings import MotionSettings

Levels = npt.NDArray[np.float32]

_NOTHING = Motion((), global_change=False)
_FIRST_DEVIATION = 2.5
_MOST_DRIFT = 12.0  # levels by which the whole picture may brighten between frames without anything having moved
_SAMPLE = (slice(None, None, 4), slice(None, None, 4))
_RESETS_IN_A_ROW = 3  # after so many the change is no light that was switched: something big moves, or the camera does
_CALM_FRAMES = 25


class MotionDetector:
    """One camera's memory of its background. Not thread-safe: the camera's analysis thread owns it."""

    def __init__(self, settings: MotionSettings = MotionSettings()) -> None:
        self._settings = settings
        self._mean: Levels | None = None
        self._deviation: Levels = np.zeros((0, 0), np.float32)
        self._frames = 0
        self._resets = 0
        self._calm = 0

    def see(self, luma: Image, frame_size: tuple[int, int], elapsed_seconds: float = 0.2) -> Motion:
        """The regions of `luma` (shape (h, w), uint8) that changed, in pixels of the full frame.

        `frame_size`: width and height of the full frame. `elapsed_seconds`: since the frame before. The first frames,
        and the first after a change of size, only teach the background.
        """
        now = smooth(luma).astype(np.float32)
        mean = self._mean
        if mean is None or mean.shape != now.shape:
            self._start(now)
            return _NOTHING
        self._frames += 1
        drift = float(np.median((now - mean)[_SAMPLE]))
        mean += np.float32(max(-_MOST_DRIFT, min(_MOST_DRIFT, drift)))
        difference = np.abs(now - mean)
        limits = np.clip(
            self._deviation * self._settings.deviations, self._settings.least_levels, self._settings.most_levels
        )
        changed: Mask = difference > limits
        warm = self._frames >= self._settings.warm_up_frames
        if warm and float(changed.mean()) > self._settings.global_share and not self._busy():
            self._start(now)
            self._resets += 1
            return Motion((), global_change=True)
        self._calm_down()
        self._learn(now, difference, changed, elapsed_seconds)
        if not warm:
            return _NOTHING
        return Motion(self._regions(changed, frame_size), global_change=False)

    def _start(self, now: Levels) -> None:
        self._mean = now
        self._deviation = np.full_like(now, _FIRST_DEVIATION)
        self._frames = 0
        self._calm = 0

    def _busy(self) -> bool:
        return self._resets >= _RESETS_IN_A_ROW

    def _calm_down(self) -> None:
        self._calm += 1
        if self._calm > _CALM_FRAMES:
            self._resets = 0

    def _learn(self, now: Levels, difference: Levels, changed: Mask, elapsed_seconds: float) -> None:
        follow = max(_share(elapsed_seconds, self._settings.forget_seconds), 1 / (self._frames + 1))
        absorb = _share(elapsed_seconds, self._settings.absorb_seconds)
        speed = np.where(changed, np.float32(absorb), np.float32(follow))
        mean: Any = self._mean
        mean += (now - mean) * speed
        usual = np.minimum(difference, self._settings.most_levels)
        self._deviation += (usual - self._deviation) * speed

    def _regions(self, changed: Mask, frame_size: tuple[int, int]) -> tuple[MotionRegion, ...]:
        rows, columns = changed.shape
        across, down = frame_size[0] / columns, frame_size[1] / rows
        return tuple(
            MotionRegion(
                Box(left * across, top * down, (left + width) * across, (top + height) * down),
                share=min(1.0, cells / (width * height)),
            )
            for left, top, width, height, cells in blobs(changed)
            if cells >= self._settings.least_cells
        )


def _share(elapsed_seconds: float, constant_seconds: float) -> float:
    """How much of the way a value goes in `elapsed_seconds` that takes `constant_seconds` for 63 %."""
    return 1 - math.exp(-max(0.0, min(elapsed_seconds, 5.0)) / constant_seconds)
