"""Finds by how much the camera moved, and takes it out, so that its shaking moves nothing in the picture."""

import math
from dataclasses import dataclass

import numpy as np

from argusai.pipeline.detection.motion.background import share
from argusai.pipeline.detection.motion.opencv import Levels, Mask, shift_between, shifted

_LEAST = 0.08  # cells: less is noise of the estimate
_MOST = 10.0  # cells: a camera that moved further looks elsewhere
_REST_SECONDS = 1.0  # after a try in vain: most of what changes much is no shake
_SHAKING_SECONDS = 3.0
_LEANS_SECONDS = 4.0
_LEANS = 0.5  # cells for which the camera has to hang aside to be taken as moved for good
_STEADY = 0.25
_CLEAR = 30.0  # levels


@dataclass(frozen=True, slots=True)
class Shift:
    """`right`, `down`: cells by which the camera's picture lies aside of its background."""

    right: float
    down: float

    @property
    def length(self) -> float:
        return math.hypot(self.right, self.down)


class Shake:
    """Where the camera points, beside where it usually does."""

    def __init__(self) -> None:
        self._rest_seconds = 0.0
        self._shaking_seconds = 0.0
        self._lean = Shift(0.0, 0.0)
        self._leaning_seconds = 0.0

    @property
    def shaking(self) -> bool:
        """Whether it shook within the last seconds, so that a look is worth its price on every frame."""
        return self._shaking_seconds > 0

    @property
    def moved_for_good(self) -> bool:
        return self._leaning_seconds > _LEANS_SECONDS

    def tick(self, elapsed_seconds: float) -> None:
        self._rest_seconds -= elapsed_seconds
        self._shaking_seconds -= elapsed_seconds

    def worth_a_look(self) -> bool:
        return self.shaking or self._rest_seconds <= 0

    def estimate(self, before: Levels, now: Levels) -> Shift | None:
        """The shift from `before` to `now`; None when there is none to speak of, or one beyond all shaking."""
        shift = Shift(*shift_between(before, now))
        if not math.isfinite(shift.length) or not _LEAST < shift.length < _MOST:
            return None
        return shift

    def found(self, shift: Shift, elapsed_seconds: float) -> None:
        """The shift explained what changed."""
        self._shaking_seconds = _SHAKING_SECONDS
        part = share(elapsed_seconds, 1.0)
        aside = math.hypot(shift.right - self._lean.right, shift.down - self._lean.down)
        self._lean = Shift(
            self._lean.right + part * (shift.right - self._lean.right),
            self._lean.down + part * (shift.down - self._lean.down),
        )
        steady = aside < _STEADY and shift.length > _LEANS
        self._leaning_seconds = self._leaning_seconds + elapsed_seconds if steady else 0.0

    def in_vain(self) -> None:
        """It did not."""
        self._rest_seconds = _REST_SECONDS
        self._leaning_seconds = 0.0


def put_back(now: Levels, shift: Shift) -> Levels:
    """`now` as it would look from where the camera usually is."""
    return shifted(now, -shift.right, -shift.down)


def inner(shape: tuple[int, ...], shift: Shift) -> tuple[slice, slice]:
    """The cells that both pictures show: what came in at the edges is unknown."""
    across, down = (math.ceil(abs(value)) + 1 for value in (shift.right, shift.down))
    return slice(down, max(down, shape[0] - down)), slice(across, max(across, shape[1] - across))


def disagreement(before: Levels, now: Levels, inside: tuple[slice, slice]) -> float:
    """How much the two differ inside, with no cell counting more than a clear edge: what moves by itself differs
    anyhow."""
    return float(np.minimum(np.abs(now[inside] - before[inside]), np.float32(_CLEAR)).sum())


def only(inside: tuple[slice, slice], changed: Mask) -> Mask:
    """`changed`, with nothing outside `inside`."""
    kept = np.zeros_like(changed)
    kept[inside] = changed[inside]
    return kept
