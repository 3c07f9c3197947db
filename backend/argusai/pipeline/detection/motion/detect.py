"""Finds what changed in a fixed camera's picture, on a small luma plane.

Every cell keeps a running mean and its usual deviation from it. A cell changed when it differs by clearly more than
usual. Background subtraction after Stauffer and Grimson's idea, with one mode a cell, which is what 0.3 ms can buy.
"""

import math

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


class _Cells:
    """The state of every cell, and room to work in: fresh arrays for each frame would cost more than the arithmetic."""

    def __init__(self, now: Levels) -> None:
        self.mean = now
        self.deviation: Levels = np.full_like(now, _FIRST_DEVIATION)
        self.signed: Levels = np.empty_like(now)
        self.difference: Levels = np.empty_like(now)
        self.room: Levels = np.empty_like(now)


class MotionDetector:
    """One camera's memory of its background. Not thread-safe: the camera's analysis thread owns it."""

    def __init__(self, settings: MotionSettings = MotionSettings()) -> None:
        self._settings = settings
        self._cells: _Cells | None = None
        self._frames = 0
        self._resets = 0
        self._calm = 0

    def see(self, luma: Image, frame_size: tuple[int, int], elapsed_seconds: float = 0.2) -> Motion:
        """The regions of `luma` (shape (h, w), uint8) that changed, in pixels of the full frame.

        `frame_size`: width and height of the full frame. `elapsed_seconds`: since the frame before. The first frames,
        and the first after a change of size, only teach the background.
        """
        now = smooth(luma)
        cells = self._cells
        if cells is None or cells.mean.shape != now.shape:
            self._start(now)
            return _NOTHING
        self._frames += 1
        changed = self._compare(cells, now)
        warm = self._frames >= self._settings.warm_up_frames
        if warm and np.count_nonzero(changed) > self._settings.global_share * changed.size and not self._busy():
            self._start(now)
            self._resets += 1
            return Motion((), global_change=True)
        self._calm_down()
        self._learn(cells, changed, elapsed_seconds)
        if not warm:
            return _NOTHING
        return Motion(self._regions(changed, frame_size), global_change=False)

    def _start(self, now: Image) -> None:
        self._cells = _Cells(now.astype(np.float32))
        self._frames = 0
        self._calm = 0

    def _compare(self, cells: _Cells, now: Image) -> Mask:
        """Which cells differ by more than usual, once the whole picture's drift is taken out."""
        settings = self._settings
        np.subtract(now, cells.mean, out=cells.signed)
        drift = np.float32(max(-_MOST_DRIFT, min(_MOST_DRIFT, _middle(cells.signed[_SAMPLE]))))
        cells.mean += drift
        cells.signed -= drift
        np.abs(cells.signed, out=cells.difference)
        np.multiply(cells.deviation, np.float32(settings.deviations), out=cells.room)
        np.maximum(cells.room, np.float32(settings.least_levels), out=cells.room)
        np.minimum(cells.room, np.float32(settings.most_levels), out=cells.room)
        changed: Mask = cells.difference > cells.room
        return changed

    def _busy(self) -> bool:
        return self._resets >= _RESETS_IN_A_ROW

    def _calm_down(self) -> None:
        self._calm += 1
        if self._calm > _CALM_FRAMES:
            self._resets = 0

    def _learn(self, cells: _Cells, changed: Mask, elapsed_seconds: float) -> None:
        follow = max(_share(elapsed_seconds, self._settings.forget_seconds), 1 / (self._frames + 1))
        absorb = _share(elapsed_seconds, self._settings.absorb_seconds)
        np.multiply(changed, np.float32(absorb - follow), out=cells.room)
        cells.room += np.float32(follow)
        cells.signed *= cells.room
        cells.mean += cells.signed
        np.minimum(cells.difference, np.float32(self._settings.most_levels), out=cells.difference)
        cells.difference -= cells.deviation
        cells.difference *= cells.room
        cells.deviation += cells.difference

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


def _middle(values: Levels) -> float:
    """The median, without what `np.median` adds for other cases: it cost more than all the rest."""
    flat = values.flatten()
    middle = flat.size // 2
    flat.partition(middle)
    return float(flat[middle])


def _share(elapsed_seconds: float, constant_seconds: float) -> float:
    """How much of the way a value goes in `elapsed_seconds` that takes `constant_seconds` for 63 %."""
    return 1 - math.exp(-max(0.0, min(elapsed_seconds, 5.0)) / constant_seconds)
