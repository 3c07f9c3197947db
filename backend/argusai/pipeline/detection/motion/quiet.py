"""Leaves comparing out while nothing stirs: what a still camera costs is mostly what its pictures are asked.

After a comparison that found nothing, each cell has a range in which it may be without a question. A picture that lies
inside with every cell shows no motion, and is not compared; the first cell outside has that very picture compared. What
was left out is learned with the next comparison, which is never far.
"""

import numpy as np

from argusai.pipeline.capture.streams.contract import Image
from argusai.pipeline.detection.motion.background import Background
from argusai.pipeline.detection.motion.opencv import all_between

# Background and noise follow slow change; a comparison every two seconds is enough to follow with them.
_LONGEST_SECONDS = 1.9
_SHARE = 0.8  # of what a cell may differ by: what would be motion in a comparison always gets one
_LEARNED = 30  # comparisons: until then ranges are guesses


class Quiet:
    """One camera's. `waited_seconds`: since the last comparison."""

    def __init__(self) -> None:
        self._least: Image | None = None
        self._most: Image | None = None
        self.waited_seconds = 0.0

    @property
    def on(self) -> bool:
        """There is a picture to go by."""
        return self._least is not None

    def holds(self, smoothed: Image, elapsed_seconds: float) -> bool:
        """Whether `smoothed` need not be compared."""
        waited = self.waited_seconds + elapsed_seconds
        if self._least is None or self._most is None or waited > _LONGEST_SECONDS:
            return False
        if self._least.shape != smoothed.shape or not all_between(smoothed, self._least, self._most):
            return False
        self.waited_seconds = waited
        return True

    def end(self) -> None:
        """The next picture is compared."""
        self._least = self._most = None
        self.waited_seconds = 0.0

    def begin(self, background: Background) -> None:
        """A comparison found nothing at all. To be called when it was learned."""
        self.end()
        if background.learned < _LEARNED:
            return
        reach = background.usual_limit() * np.float32(_SHARE)
        self._least = np.clip(np.ceil(background.mean - reach), 0, 255).astype(np.uint8)
        self._most = np.clip(np.floor(background.mean + reach), 0, 255).astype(np.uint8)
